package org.carrel.answer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A multinomial logistic model over named features, read from a table that a person can read: a
 * line a feature with its mean, its deviation and its weight for each side.
 */
final class LogisticModel {

    /** The line that holds the weights of no feature. */
    static final String CONSTANT = "constant";

    private record Row(String feature, double mean, double deviation, double[] weights) {}

    private final List<Verdict.Side> sides;
    private final List<Row> rows;

    private LogisticModel(List<Verdict.Side> sides, List<Row> rows) {
        this.sides = sides;
        this.rows = rows;
    }

    /** Reads the table beside this class. */
    static LogisticModel read(String resource) {
        try (InputStream in =
                        Objects.requireNonNull(
                                LogisticModel.class.getResourceAsStream(resource), resource);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LogisticModel parse(List<String> lines) {
        List<Verdict.Side> sides = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (String line : lines) {
            List<String> cells = List.of(line.split("\t", -1));
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (sides.isEmpty()) {
                cells.stream()
                        .skip(3)
                        .map(name -> Verdict.Side.valueOf(name.toUpperCase(Locale.ROOT)))
                        .forEach(sides::add);
                continue;
            }
            double[] numbers = cells.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
            double[] weights = new double[sides.size()];
            System.arraycopy(numbers, 2, weights, 0, weights.length);
            rows.add(new Row(cells.getFirst(), numbers[0], numbers[1], weights));
        }
        return new LogisticModel(List.copyOf(sides), List.copyOf(rows));
    }

    /**
     * How likely each side is; they add up to 1.
     *
     * @param features by name; one that is missing counts 0
     */
    Map<Verdict.Side, Double> weigh(Map<String, Double> features) {
        double[] sums = new double[sides.size()];
        for (Row row : rows) {
            double value =
                    row.feature().equals(CONSTANT)
                            ? 1
                            : (features.getOrDefault(row.feature(), 0.0) - row.mean())
                                    / row.deviation();
            for (int side = 0; side < sums.length; side++) {
                sums[side] += row.weights()[side] * value;
            }
        }
        double all = 0;
        for (int side = 0; side < sums.length; side++) {
            sums[side] = Math.exp(Math.clamp(sums[side], -30, 30));
            all += sums[side];
        }
        Map<Verdict.Side, Double> likely = new EnumMap<>(Verdict.Side.class);
        for (int side = 0; side < sums.length; side++) {
            likely.put(sides.get(side), sums[side] / all);
        }
        return likely;
    }
}
