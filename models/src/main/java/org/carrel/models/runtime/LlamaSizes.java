package org.carrel.models.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The shape of a llama, as its {@code config.json} tells it.
 *
 * @param keyValueHeads each shared by {@code heads / keyValueHeads} heads
 * @param headSize values of each head
 * @param context positions
 * @param theta base of the rotary frequencies
 * @param divisors what each rotary frequency of a head is divided by; empty for nothing
 * @param gemma what makes it a gemma 2, whose gate is a GELU and whose norms are more
 */
record LlamaSizes(
        int hidden,
        int heads,
        int keyValueHeads,
        int headSize,
        int feedForward,
        int layers,
        int vocabulary,
        int context,
        float epsilon,
        double theta,
        List<Double> divisors,
        Optional<Caps> gemma) {

    /** Scores s are c x tanh(s / c): of attention, and of tokens. */
    record Caps(float attention, float output) {}

    private static final double DEFAULT_THETA = 10_000;

    LlamaSizes {
        divisors = List.copyOf(divisors);
        if (heads % keyValueHeads != 0) {
            throw new UnusableModelException(
                    "%d heads and %d key/value heads do not divide"
                            .formatted(heads, keyValueHeads));
        }
        if (headSize % Lanes.COUNT != 0) {
            throw new UnusableModelException(
                    "the head size %d is not a multiple of %d".formatted(headSize, Lanes.COUNT));
        }
        if (!divisors.isEmpty() && divisors.size() != headSize / 2) {
            throw new UnusableModelException(
                    "there are %d divisors of rotary frequencies".formatted(divisors.size()));
        }
    }

    static LlamaSizes read(Path folder) {
        try {
            JsonNode config = new ObjectMapper().readTree(folder.resolve("config.json").toFile());
            int hidden = config.path("hidden_size").asInt();
            int heads = config.path("num_attention_heads").asInt();
            return new LlamaSizes(
                    hidden,
                    heads,
                    config.path("num_key_value_heads").asInt(heads),
                    config.path("head_dim").asInt(hidden / heads),
                    config.path("intermediate_size").asInt(),
                    config.path("num_hidden_layers").asInt(),
                    config.path("vocab_size").asInt(),
                    config.path("max_position_embeddings").asInt(),
                    (float) config.path("rms_norm_eps").asDouble(),
                    config.path("rope_theta").asDouble(DEFAULT_THETA),
                    config.path("rope_divisors").valueStream().map(JsonNode::asDouble).toList(),
                    caps(config));
        } catch (IOException e) {
            throw new UnusableModelException("config.json of " + folder + " cannot be read", e);
        }
    }

    private static Optional<Caps> caps(JsonNode config) {
        return config.has("attn_logit_softcapping")
                ? Optional.of(
                        new Caps(
                                (float) config.path("attn_logit_softcapping").asDouble(),
                                (float) config.path("final_logit_softcapping").asDouble()))
                : Optional.empty();
    }

    /** Width of the queries of a position. */
    int queries() {
        return headSize * heads;
    }

    /** Width of the keys, and of the values, of a position. */
    int keyValue() {
        return headSize * keyValueHeads;
    }
}
