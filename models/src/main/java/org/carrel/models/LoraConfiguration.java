package org.carrel.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What PEFT's {@code adapter_config.json} says about an adapter.
 *
 * @param rank r of "LoRA: Low-Rank Adaptation of Large Language Models" (Hu et al., 2021)
 * @param scaling what the product of the two small matrices is multiplied with: alpha / r, or alpha
 *     / root of r ("A Rank Stabilization Scaling Factor", Kalajdzievski, 2023)
 * @param targets ends of the names of the adapted matrices; empty when given as a pattern
 * @param base the model that it was trained on, as it is called there
 */
record LoraConfiguration(int rank, double scaling, Set<String> targets, String base) {

    private static final int MOST_RANK = 4_096;

    /** Each would change the arithmetic; what is set to nothing or false does not. */
    private static final List<String> VARIANTS =
            List.of(
                    "use_dora",
                    "use_qalora",
                    "fan_in_fan_out",
                    "lora_bias",
                    "modules_to_save",
                    "rank_pattern",
                    "alpha_pattern",
                    "layer_replication",
                    "layers_to_transform",
                    "target_parameters",
                    "trainable_token_indices");

    LoraConfiguration {
        targets = Set.copyOf(targets);
    }

    /**
     * Reads the file.
     *
     * @throws ImportRefusedException when it is no plain LoRA adapter
     */
    static LoraConfiguration read(Path file) throws IOException {
        JsonNode config = StrictJson.read(file);
        String type = config.path("peft_type").asText("none");
        require(type.equals("LORA"), "the adapter is of the type %s, not LORA", type);
        for (String variant : VARIANTS) {
            JsonNode value = config.path(variant);
            boolean unset = value.isContainerNode() ? value.isEmpty() : !value.asBoolean(false);
            require(
                    unset && !value.isTextual(),
                    "the adapter uses %s, which is not supported",
                    variant);
        }
        String bias = config.path("bias").asText("none");
        require(bias.equals("none"), "the adapter has biases (bias is %s)", bias);
        JsonNode start = config.path("init_lora_weights");
        require(
                !start.isTextual() || start.asText().equals("gaussian"),
                "the adapter was begun from a changed base (init_lora_weights is %s)",
                start.asText());
        int rank = config.path("r").asInt(0);
        require(
                config.path("r").isInt() && rank >= 1 && rank <= MOST_RANK,
                "r in adapter_config.json is not a whole number from 1 to %d",
                MOST_RANK);
        double alpha = config.path("lora_alpha").asDouble(0);
        require(
                alpha > 0 && !Double.isInfinite(alpha),
                "lora_alpha in adapter_config.json is not a positive number");
        boolean stabilised = config.path("use_rslora").asBoolean(false);
        return new LoraConfiguration(
                rank,
                alpha / (stabilised ? Math.sqrt(rank) : rank),
                targets(config.path("target_modules")),
                config.path("base_model_name_or_path").asText(ModelFacts.NOT_STATED));
    }

    private static Set<String> targets(JsonNode modules) {
        Set<String> targets = new HashSet<>();
        for (JsonNode module : modules.isArray() ? modules : List.<JsonNode>of()) {
            targets.add(module.asText());
        }
        return targets;
    }

    private static void require(boolean holds, String message, Object... arguments)
            throws ImportRefusedException {
        if (!holds) {
            throw new ImportRefusedException(message.formatted(arguments));
        }
    }
}
