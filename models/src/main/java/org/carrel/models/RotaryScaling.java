package org.carrel.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Rotary frequencies of models that were stretched to longer contexts, as what each frequency is
 * divided by: none of them depends on how long a text is.
 */
final class RotaryScaling {

    private RotaryScaling() {}

    /**
     * Reads {@code rope_scaling}.
     *
     * @return one number for each frequency of a head, or none for no scaling
     * @throws ImportRefusedException when it is of a kind that is not known
     */
    static List<Double> read(JsonNode rule, LlamaShape shape) throws ImportRefusedException {
        String type = rule.path("rope_type").asText(rule.path("type").asText("default"));
        return switch (type) {
            case "default" -> List.of();
            case "linear" -> linear(positive(rule, "factor"), shape);
            case "llama3" ->
                    llama3(
                            shape,
                            positive(rule, "factor"),
                            positive(rule, "low_freq_factor"),
                            positive(rule, "high_freq_factor"),
                            positive(rule, "original_max_position_embeddings"));
            default ->
                    throw new ImportRefusedException(
                            "rotary scaling of type %s is not supported".formatted(type));
        };
    }

    static List<Double> linear(double factor, LlamaShape shape) {
        return DoubleStream.generate(() -> factor).limit(shape.headSize() / 2).boxed().toList();
    }

    /**
     * Llama 3.1's rule, as Meta published it with the model: waves that fit into the original
     * context often stay, those that do not fit become {@code factor} times as long, and between
     * both it goes over evenly.
     */
    private static List<Double> llama3(
            LlamaShape shape, double factor, double low, double high, double original)
            throws ImportRefusedException {
        if (high <= low) {
            throw new ImportRefusedException("high_freq_factor is not above low_freq_factor");
        }
        return IntStream.range(0, shape.headSize() / 2)
                .mapToDouble(i -> {
                    double frequency = Math.pow(shape.ropeBase(), -2.0 * i / shape.headSize());
                    double times = original * frequency / (2 * Math.PI);
                    double kept = Math.clamp((times - low) / (high - low), 0, 1);
                    return 1 / ((1 - kept) / factor + kept);
                })
                .boxed()
                .toList();
    }

    private static double positive(JsonNode rule, String key) throws ImportRefusedException {
        double number = rule.path(key).asDouble();
        if (!(number > 0) || Double.isInfinite(number)) {
            throw new ImportRefusedException(
                    "%s of rope_scaling is not a positive number".formatted(key));
        }
        return number;
    }
}
