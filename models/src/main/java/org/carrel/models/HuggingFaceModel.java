package org.carrel.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model in a folder of Hugging Face's. */
final class HuggingFaceModel implements SourceModel {

    private static final String OUTPUT = "lm_head.weight";
    private static final String EMBEDDING = "model.embed_tokens.weight";

    private static final Map<String, String> GEMMAS_NORMS =
            Map.of(
                    "post_attention_layernorm.weight", LlamaTensors.ATTENTION_NORM,
                    "pre_feedforward_layernorm.weight", "post_attention_layernorm",
                    "post_feedforward_layernorm.weight", LlamaTensors.FEED_FORWARD_NORM);

    private final LlamaShape shape;
    private final HuggingFaceTokenizer tokenizer;
    private final ShardedWeights weights;
    private final Map<String, RowSource> tensors;
    private final Stated stated;

    private HuggingFaceModel(
            LlamaShape shape,
            HuggingFaceTokenizer tokenizer,
            ShardedWeights weights,
            Map<String, RowSource> tensors,
            Stated stated) {
        this.shape = shape;
        this.tokenizer = tokenizer;
        this.weights = weights;
        this.tensors = tensors;
        this.stated = stated;
    }

    /**
     * Opens the folder and reads everything but the weights.
     *
     * @throws ImportRefusedException when the model is of a kind that would not run rightly, or its
     *     files do not fit together
     * @throws org.carrel.models.safetensors.SafetensorsFormatException when a file of weights is
     *     malformed
     */
    static HuggingFaceModel open(ModelSource.HuggingFace source, TensorChange change)
            throws IOException {
        Path folder = source.folder();
        ObjectNode config = StrictJson.read(folder.resolve("config.json"));
        Architecture architecture = Architecture.of(config);
        HuggingFaceShape reader = new HuggingFaceShape(config, architecture);
        LlamaShape shape = reader.read();
        HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.read(folder, config, shape);
        ModelCard card = ModelCard.read(folder.resolve("README.md"));
        ShardedWeights weights = ShardedWeights.open(folder, source.weights());
        try {
            boolean tied = config.path("tie_word_embeddings").asBoolean(false);
            return new HuggingFaceModel(
                    shape,
                    tokenizer,
                    weights,
                    scaled(
                            named(output(change.apply(weights.tensors()), tied), shape),
                            reader.factors(shape)),
                    new Stated(
                            architecture.toString(),
                            "safetensors: " + weights.types(),
                            card.licence(),
                            card.base()));
        } catch (IOException | RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    /** A tied model's output matrix is its embedding, whatever else its files hold. */
    private static Map<String, RowSource> output(Map<String, RowSource> tensors, boolean tied)
            throws ImportRefusedException {
        Map<String, RowSource> all = new LinkedHashMap<>(tensors);
        @Nullable RowSource embedding = all.get(EMBEDDING);
        if (tied && embedding != null) {
            all.put(OUTPUT, embedding);
        }
        HuggingFaceShape.require(
                all.containsKey(OUTPUT),
                "tensor %s is missing, and tie_word_embeddings is not set",
                OUTPUT);
        return all;
    }

    /** A gemma's norms by the names of a llama's, where a llama has them, and as it has them. */
    private static Map<String, RowSource> named(Map<String, RowSource> tensors, LlamaShape shape) {
        if (shape.variant().gemma().isEmpty()) {
            return tensors;
        }
        Map<String, RowSource> named = new HashMap<>();
        tensors.forEach((name, source) ->
                named.put(
                        llamasName(name),
                        name.endsWith("norm.weight") ? new RaisedRows(source) : source));
        return named;
    }

    private static String llamasName(String name) {
        String norm =
                name.substring(name.lastIndexOf('.', name.length() - ".weight".length() - 1) + 1);
        @Nullable String known = GEMMAS_NORMS.get(norm);
        return known == null
                ? name
                : name.substring(0, name.length() - norm.length()) + known + ".weight";
    }

    private static Map<String, RowSource> scaled(
            Map<String, RowSource> tensors, Map<String, Double> factors) {
        Map<String, RowSource> scaled = new HashMap<>(tensors);
        factors.forEach((ending, factor) ->
                scaled.replaceAll((name, source) ->
                        name.endsWith(ending) ? new ScaledRows(source, factor) : source));
        return scaled;
    }

    @Override
    public LlamaShape shape() {
        return shape;
    }

    @Override
    public Map<String, RowSource> tensors() {
        return tensors;
    }

    @Override
    public EndTokens endTokens() {
        return tokenizer.endTokens();
    }

    @Override
    public Stated stated() {
        return stated;
    }

    @Override
    public void writeTokenizer(Path folder) throws IOException {
        tokenizer.write(folder, shape.context());
    }

    @Override
    public void close() throws IOException {
        weights.close();
    }
}
