package org.carrel.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the shape of a model from Hugging Face's {@code config.json}. */
final class HuggingFaceShape {

    private static final int MOST_SIZE = 1 << 20;

    private final JsonNode config;
    private final Architecture architecture;

    HuggingFaceShape(JsonNode config, Architecture architecture) {
        this.config = config;
        this.architecture = architecture;
    }

    /**
     * The shape.
     *
     * @throws ImportRefusedException when a number is missing or out of bounds, or the model has a
     *     feature that is not computed
     */
    LlamaShape read() throws ImportRefusedException {
        refuseVariants();
        int heads = whole("num_attention_heads", 1_024);
        int hidden = whole("hidden_size", MOST_SIZE);
        LlamaShape shape =
                new LlamaShape(
                        hidden,
                        whole("intermediate_size", MOST_SIZE),
                        heads,
                        config.hasNonNull("num_key_value_heads")
                                ? whole("num_key_value_heads", heads)
                                : heads,
                        headSize(hidden, heads),
                        whole("num_hidden_layers", 256),
                        context(),
                        whole("vocab_size", MOST_SIZE),
                        positive(config.path("rms_norm_eps"), "rms_norm_eps"),
                        ropeBase(),
                        List.of(),
                        variant());
        shape.check();
        String rule = config.hasNonNull("rope_scaling") ? "rope_scaling" : "rope_parameters";
        return shape.with(RotaryScaling.read(config.path(rule), shape));
    }

    private int headSize(int hidden, int heads) throws ImportRefusedException {
        return config.hasNonNull("head_dim")
                ? whole("head_dim", MOST_SIZE)
                : LlamaShape.headSize(hidden, heads);
    }

    private LlamaVariant variant() throws ImportRefusedException {
        return switch (architecture) {
            case LLAMA, MISTRAL, GRANITE -> LlamaVariant.PLAIN;
            case QWEN2 -> LlamaVariant.WITH_BIASES;
            case GEMMA2 ->
                    new LlamaVariant(
                            false,
                            Optional.of(
                                    new LlamaVariant.Gemma(
                                            cap("attn_logit_softcapping"),
                                            cap("final_logit_softcapping"))));
        };
    }

    private double cap(String key) throws ImportRefusedException {
        return positive(config.path(key), key);
    }

    /** Within the window, attention to a window is attention to everything. */
    private int context() throws ImportRefusedException {
        int context = whole("max_position_embeddings", Integer.MAX_VALUE);
        boolean windowed =
                architecture == Architecture.MISTRAL || architecture == Architecture.GEMMA2;
        if (windowed && config.hasNonNull("sliding_window")) {
            context = Math.min(context, whole("sliding_window", Integer.MAX_VALUE));
        }
        return Math.min(context, LlamaShape.MOST_CONTEXT);
    }

    private double ropeBase() throws ImportRefusedException {
        JsonNode parameters = config.path("rope_parameters");
        if (parameters.hasNonNull("rope_theta")) {
            return positive(parameters.path("rope_theta"), "rope_theta");
        }
        return config.hasNonNull("rope_theta")
                ? positive(config.path("rope_theta"), "rope_theta")
                : 10_000;
    }

    private void refuseVariants() throws ImportRefusedException {
        require(
                !config.hasNonNull("quantization_config"),
                "the weights are quantised already (quantization_config); import the original");
        String known = architecture == Architecture.GEMMA2 ? ModelConversion.GELU : "silu";
        // A gemma's older files name another one in hidden_act, which is not the one they mean.
        String named = config.hasNonNull("hidden_activation") ? "hidden_activation" : "hidden_act";
        String activation = config.path(named).asText(known);
        require(activation.equals(known), "the activation is %s, not %s", activation, known);
        for (String bias : new String[] {"attention_bias", "mlp_bias"}) {
            require(
                    !config.path(bias).asBoolean(false),
                    "the model has biases (%s) that are not computed",
                    bias);
        }
        require(
                !config.path("use_sliding_window").asBoolean(false),
                "a sliding window in some of the layers is not supported");
        require(
                config.path("partial_rotary_factor").asDouble(1) == 1,
                "partial rotary positions are not supported");
        int experts = config.path("num_local_experts").asInt(0);
        require(experts == 0, "mixtures of experts are not supported (%d experts)", experts);
    }

    private int whole(String key, int most) throws ImportRefusedException {
        JsonNode value = config.path(key);
        require(
                value.isIntegralNumber()
                        && value.canConvertToInt()
                        && value.intValue() >= 1
                        && value.intValue() <= most,
                "%s in config.json is not a whole number from 1 to %d",
                key,
                most);
        return value.intValue();
    }

    private static double positive(JsonNode value, String key) throws ImportRefusedException {
        double number = value.asDouble();
        require(
                value.isNumber() && number > 0 && !Double.isInfinite(number),
                "%s in config.json is not a positive number",
                key);
        return number;
    }

    /** Constant factors, by the tensors that they are multiplied into. */
    Map<String, Double> factors(LlamaShape shape) throws ImportRefusedException {
        return switch (architecture) {
            case LLAMA, MISTRAL, QWEN2 -> Map.of();
            case GRANITE -> granitesFactors(shape);
            case GEMMA2 ->
                    Map.of(
                            "model.embed_tokens.weight", Math.sqrt(shape.hidden()),
                            "self_attn.q_proj.weight",
                                    Math.sqrt(shape.headSize() / queryScalar(shape)));
        };
    }

    /** What a gemma divides its scores of attention by the root of. */
    private double queryScalar(LlamaShape shape) throws ImportRefusedException {
        return config.hasNonNull("query_pre_attn_scalar")
                ? factor("query_pre_attn_scalar")
                : shape.headSize();
    }

    private Map<String, Double> granitesFactors(LlamaShape shape) throws ImportRefusedException {
        double residual = factor("residual_multiplier");
        double natural = Math.sqrt(shape.headSize());
        double attention =
                config.hasNonNull("attention_multiplier")
                        ? factor("attention_multiplier") * natural
                        : natural;
        return Map.of(
                "model.embed_tokens.weight", factor("embedding_multiplier"),
                "self_attn.q_proj.weight", attention,
                "self_attn.o_proj.weight", residual,
                "mlp.down_proj.weight", residual,
                "lm_head.weight", 1 / factor("logits_scaling"));
    }

    private double factor(String key) throws ImportRefusedException {
        return config.hasNonNull(key) ? positive(config.path(key), key) : 1;
    }

    static void require(boolean holds, String message, Object... arguments)
            throws ImportRefusedException {
        if (!holds) {
            throw new ImportRefusedException(message.formatted(arguments));
        }
    }
}
