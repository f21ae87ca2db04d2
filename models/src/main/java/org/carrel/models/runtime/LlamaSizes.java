package org.carrel.models.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The shape of a llama, as its {@code config.json} tells it.
 *
 * @param keyValueHeads each shared by {@code heads / keyValueHeads} heads
 * @param context positions
 * @param theta base of the rotary frequencies
 * @param divisors what each rotary frequency of a head is divided by; empty for nothing
 */
record LlamaSizes(
        int hidden,
        int heads,
        int keyValueHeads,
        int feedForward,
        int layers,
        int vocabulary,
        int context,
        float epsilon,
        double theta,
        List<Double> divisors) {

    private static final double DEFAULT_THETA = 10_000;

    LlamaSizes {
        divisors = List.copyOf(divisors);
        if (hidden % heads != 0 || heads % keyValueHeads != 0) {
            throw new UnusableModelException(
                    "%d values, %d heads and %d key/value heads do not divide"
                            .formatted(hidden, heads, keyValueHeads));
        }
        if (hidden / heads % Lanes.COUNT != 0) {
            throw new UnusableModelException(
                    "the head size %d is not a multiple of %d"
                            .formatted(hidden / heads, Lanes.COUNT));
        }
        if (!divisors.isEmpty() && divisors.size() != hidden / heads / 2) {
            throw new UnusableModelException(
                    "there are %d divisors of rotary frequencies".formatted(divisors.size()));
        }
    }

    static LlamaSizes read(Path folder) {
        try {
            JsonNode config = new ObjectMapper().readTree(folder.resolve("config.json").toFile());
            int heads = config.path("num_attention_heads").asInt();
            return new LlamaSizes(
                    config.path("hidden_size").asInt(),
                    heads,
                    config.path("num_key_value_heads").asInt(heads),
                    config.path("intermediate_size").asInt(),
                    config.path("num_hidden_layers").asInt(),
                    config.path("vocab_size").asInt(),
                    config.path("max_position_embeddings").asInt(),
                    (float) config.path("rms_norm_eps").asDouble(),
                    config.path("rope_theta").asDouble(DEFAULT_THETA),
                    config.path("rope_divisors").valueStream().map(JsonNode::asDouble).toList());
        } catch (IOException e) {
            throw new UnusableModelException("config.json of " + folder + " cannot be read", e);
        }
    }

    int headSize() {
        return hidden / heads;
    }

    /** Width of the keys, and of the values, of a position. */
    int keyValue() {
        return headSize() * keyValueHeads;
    }
}
