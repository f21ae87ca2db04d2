package org.carrel.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Fits the weights of a {@link LogisticModel} by plain gradient descent, always to the same. */
final class LogisticFit {

    private static final int STEPS = 3000;
    private static final double RATE = 0.5;

    /** What was read of one question, and what it should have said. */
    record Example(Map<String, Double> features, Verdict.Side says) {}

    private LogisticFit() {}

    /**
     * The table of a model.
     *
     * @param penalty of squared weights, against fitting chance
     */
    static List<String> fit(List<Example> examples, List<Verdict.Side> sides, double penalty) {
        Set<String> names = new LinkedHashSet<>();
        examples.forEach(example -> names.addAll(example.features().keySet()));
        List<String> features = List.copyOf(names.stream().toList());
        int count = features.size();
        double[] mean = new double[count];
        double[] deviation = new double[count];
        for (int f = 0; f < count; f++) {
            double[] values = values(examples, features.get(f));
            mean[f] = Arrays.stream(values).average().orElse(0);
            double center = mean[f];
            double variance =
                    Arrays.stream(values).map(v -> (v - center) * (v - center)).average().orElse(0);
            deviation[f] = Math.max(Math.sqrt(variance), 1e-6);
        }
        double[][] inputs = new double[examples.size()][count + 1];
        for (int i = 0; i < inputs.length; i++) {
            for (int f = 0; f < count; f++) {
                double value = examples.get(i).features().getOrDefault(features.get(f), 0.0);
                inputs[i][f] = (value - mean[f]) / deviation[f];
            }
            inputs[i][count] = 1;
        }
        double[][] weights = descend(inputs, examples, sides, penalty);
        List<String> table = new ArrayList<>();
        StringBuilder head = new StringBuilder("feature\tmean\tdeviation");
        sides.forEach(side -> head.append('\t').append(side.name().toLowerCase(Locale.ROOT)));
        table.add(head.toString());
        for (int f = 0; f <= count; f++) {
            StringBuilder row =
                    new StringBuilder(f == count ? LogisticModel.CONSTANT : features.get(f));
            row.append(number(f == count ? 0 : mean[f]))
                    .append(number(f == count ? 1 : deviation[f]));
            for (double weight : weights[f]) {
                row.append(number(weight));
            }
            table.add(row.toString());
        }
        return table;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "\t%.4f", value);
    }

    private static double[] values(List<Example> examples, String feature) {
        return examples.stream()
                .mapToDouble(e -> e.features().getOrDefault(feature, 0.0))
                .toArray();
    }

    private static double[][] descend(
            double[][] inputs, List<Example> examples, List<Verdict.Side> sides, double penalty) {
        int width = inputs[0].length;
        double[][] weights = new double[width][sides.size()];
        for (int step = 0; step < STEPS; step++) {
            double[][] slope = new double[width][sides.size()];
            for (int i = 0; i < inputs.length; i++) {
                double[] likely = likely(inputs[i], weights);
                for (int s = 0; s < likely.length; s++) {
                    double error = likely[s] - (examples.get(i).says() == sides.get(s) ? 1 : 0);
                    for (int f = 0; f < width; f++) {
                        slope[f][s] += error * inputs[i][f];
                    }
                }
            }
            for (int f = 0; f < width; f++) {
                for (int s = 0; s < sides.size(); s++) {
                    double shrink = f == width - 1 ? 0 : penalty * weights[f][s];
                    weights[f][s] -= RATE * (slope[f][s] + shrink) / inputs.length;
                }
            }
        }
        return weights;
    }

    private static double[] likely(double[] input, double[][] weights) {
        double[] likely = new double[weights[0].length];
        double all = 0;
        for (int s = 0; s < likely.length; s++) {
            for (int f = 0; f < input.length; f++) {
                likely[s] += input[f] * weights[f][s];
            }
            likely[s] = Math.exp(likely[s]);
            all += likely[s];
        }
        for (int s = 0; s < likely.length; s++) {
            likely[s] /= all;
        }
        return likely;
    }
}
