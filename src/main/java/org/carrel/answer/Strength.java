package org.carrel.answer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * From signs to the probability that a sentence answers the question: a logistic model, whose
 * weights stand in {@code strength.tsv} beside this class and whose fit docs/adr/0021 tells. The
 * strongest of many sentences looks stronger than it is, so its logit is set right by two more
 * numbers (J. Platt, "Probabilistic outputs for support vector machines", 1999).
 */
final class Strength {

    private static final Strength STANDARD = read();

    /** Weights before vectors are known, and with them. */
    private final Map<Sign, Double> first = new EnumMap<>(Sign.class);

    private final Map<Sign, Double> second = new EnumMap<>(Sign.class);

    private double firstConstant;
    private double secondConstant;
    private double slope = 1;
    private double shift;

    private Strength() {}

    static Strength standard() {
        return STANDARD;
    }

    private static Strength read() {
        try (InputStream in = Strength.class.getResourceAsStream("strength.tsv")) {
            if (in == null) {
                throw new IllegalStateException("strength.tsv is missing");
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return parse(reader.readAllLines());
        } catch (IOException e) {
            throw new UncheckedIOException("strength.tsv", e);
        }
    }

    static Strength parse(List<String> lines) {
        Strength strength = new Strength();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                strength.add(line.strip().split("\\s+"));
            }
        }
        return strength;
    }

    private void add(String[] cells) {
        double one = Double.parseDouble(cells[1]);
        double two = Double.parseDouble(cells[2]);
        switch (cells[0]) {
            case "constant" -> {
                firstConstant = one;
                secondConstant = two;
            }
            case "answer" -> {
                slope = one;
                shift = two;
            }
            default -> {
                first.put(Sign.valueOf(cells[0]), one);
                second.put(Sign.valueOf(cells[0]), two);
            }
        }
    }

    /** For choosing the sentences whose vectors are computed; any number, more is better. */
    double promise(Map<Sign, Double> signs) {
        return firstConstant + sum(first, signs);
    }

    /** The logit that a sentence answers; any number. */
    double logit(Map<Sign, Double> signs) {
        return secondConstant + sum(second, signs);
    }

    /** The probability, 0 to 1, that the strongest of a question's sentences answers it. */
    double probability(double logit) {
        return 1 / (1 + Math.exp(-(slope * logit + shift)));
    }

    private static double sum(Map<Sign, Double> weights, Map<Sign, Double> signs) {
        double sum = 0;
        for (Map.Entry<Sign, Double> sign : signs.entrySet()) {
            sum += sign.getValue() * weights.getOrDefault(sign.getKey(), 0.0);
        }
        return sum;
    }
}
