package org.carrel.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The architectures of Hugging Face folders that run. Each is written as a llama, which is what the
 * runtime opens: a mistral is one within its attention window, a granite one whose constant factors
 * are multiplied into its matrices, a qwen2 one with biases of queries, keys and values, a gemma2
 * one with more norms, another gate and capped scores.
 */
enum Architecture {
    LLAMA,
    MISTRAL,
    GRANITE,
    QWEN2,
    GEMMA2;

    /**
     * The architecture that {@code config.json} names.
     *
     * @throws ImportRefusedException when it is another
     */
    static Architecture of(JsonNode config) throws ImportRefusedException {
        String type = config.path("model_type").asText("");
        for (Architecture known : values()) {
            if (known.toString().equals(type)) {
                if (config.hasNonNull("auto_map")) {
                    throw new ImportRefusedException(
                            "the model brings code of its own (auto_map), which is never run");
                }
                return known;
            }
        }
        throw new ImportRefusedException(
                "the model's architecture is %s; only %s run, so only they can be imported"
                        .formatted(
                                type.isEmpty() ? "not named in config.json" : type,
                                Arrays.stream(values())
                                        .map(Architecture::toString)
                                        .collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
