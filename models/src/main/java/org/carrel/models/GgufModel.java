package org.carrel.models;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.carrel.models.gguf.GgufFile;
import org.carrel.models.gguf.GgufFormatException;
import org.carrel.models.gguf.GgufMetadata;
import org.carrel.models.gguf.GgufTensor;
import org.jspecify.annotations.Nullable;

/** A llama in a GGUF file. */
final class GgufModel implements SourceModel {

    /** GGUF's names of a block's tensors, and Hugging Face's. */
    private static final Map<String, String> BLOCK =
            Map.ofEntries(
                    entry("attn_norm", "input_layernorm"),
                    entry("attn_q", "self_attn.q_proj"),
                    entry("attn_k", "self_attn.k_proj"),
                    entry("attn_v", "self_attn.v_proj"),
                    entry("attn_output", "self_attn.o_proj"),
                    entry("post_attention_norm", LlamaTensors.ATTENTION_NORM),
                    entry("ffn_norm", "post_attention_layernorm"),
                    entry("ffn_gate", "mlp.gate_proj"),
                    entry("ffn_up", "mlp.up_proj"),
                    entry("ffn_down", "mlp.down_proj"),
                    entry("post_ffw_norm", LlamaTensors.FEED_FORWARD_NORM));

    /** The one size of gemma 2 whose scores of attention are divided by another root. */
    private static final int LARGEST_GEMMAS_LAYERS = 46;

    private static final Map<String, String> WHOLE =
            Map.of(
                    "token_embd.weight", "model.embed_tokens.weight",
                    "output_norm.weight", "model.norm.weight",
                    "output.weight", "lm_head.weight");

    private final GgufFile file;
    private final LlamaShape shape;
    private final Map<String, RowSource> tensors;
    private final GgufTokenizer tokenizer;

    private GgufModel(
            GgufFile file,
            LlamaShape shape,
            Map<String, RowSource> tensors,
            GgufTokenizer tokenizer) {
        this.file = file;
        this.shape = shape;
        this.tensors = tensors;
        this.tokenizer = tokenizer;
    }

    /**
     * Opens the file and reads its head.
     *
     * @throws org.carrel.models.gguf.GgufFormatException when the file is malformed
     * @throws ImportRefusedException when the model is of a kind that would not run rightly
     */
    static GgufModel open(Path path, TensorChange change) throws IOException {
        GgufFile file = GgufFile.open(path);
        try {
            GgufMetadata metadata = file.metadata();
            int files = metadata.whole("split.count", 0, 1 << 16, 0);
            if (files > 1) {
                throw new ImportRefusedException(
                        "the model is split over %d GGUF files; join them with llama-gguf-split"
                                .formatted(files));
            }
            LlamaShape shape = LlamaShape.read(file);
            GgufTokenizer tokenizer = GgufTokenizer.read(metadata);
            Map<String, RowSource> tensors =
                    scaled(output(change.apply(renamed(file, shape))), shape);
            return new GgufModel(file, shape, tensors, tokenizer);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public LlamaShape shape() {
        return shape;
    }

    @Override
    public Map<String, RowSource> tensors() {
        return tensors;
    }

    private static Map<String, RowSource> renamed(GgufFile file, LlamaShape shape)
            throws GgufFormatException {
        // Only llama's own files have rotated pairs side by side.
        boolean sideBySide = LlamaShape.architecture(file).equals("llama");
        Map<String, RowSource> tensors = new LinkedHashMap<>();
        for (GgufTensor tensor : file.tensors().values()) {
            if (tensor.name().equals(LlamaShape.FREQUENCIES)) {
                continue;
            }
            String name = renamed(tensor.name());
            boolean rotated = name.endsWith("q_proj.weight") || name.endsWith("k_proj.weight");
            RowOrder order =
                    rotated && sideBySide ? new RowOrder(shape.headSize()) : RowOrder.UNCHANGED;
            tensors.put(name, new GgufRows(file, tensor, order));
        }
        return tensors;
    }

    /** Without an output matrix the model multiplies with the embedding. */
    private static Map<String, RowSource> output(Map<String, RowSource> tensors) {
        Map<String, RowSource> all = new LinkedHashMap<>(tensors);
        @Nullable RowSource embedding = all.get("model.embed_tokens.weight");
        if (embedding != null) {
            all.putIfAbsent("lm_head.weight", embedding);
        }
        return all;
    }

    /** What a gemma 2's files leave to the runtime. */
    private static Map<String, RowSource> scaled(Map<String, RowSource> tensors, LlamaShape shape) {
        if (shape.variant().gemma().isEmpty()) {
            return tensors;
        }
        double divisor =
                shape.layers() == LARGEST_GEMMAS_LAYERS
                        ? (double) shape.hidden() / shape.heads()
                        : shape.headSize();
        double queries = Math.sqrt(shape.headSize() / divisor);
        Map<String, RowSource> scaled = new LinkedHashMap<>(tensors);
        scaled.computeIfPresent(
                "model.embed_tokens.weight",
                (name, source) -> new ScaledRows(source, Math.sqrt(shape.hidden())));
        scaled.replaceAll((name, source) ->
                name.endsWith("q_proj.weight") ? new ScaledRows(source, queries) : source);
        return scaled;
    }

    /** Whether some of its weights have less than 16 bits. */
    boolean isQuantised() {
        return file.tensors().values().stream()
                .anyMatch(tensor -> tensor.type().blockWeights() > 1);
    }

    private static String renamed(String name) {
        String[] parts = name.split("\\.", -1);
        if (parts.length == 4 && parts[0].equals("blk")) {
            String inBlock = BLOCK.getOrDefault(parts[2], "");
            return inBlock.isEmpty()
                    ? name
                    : "model.layers." + parts[1] + "." + inBlock + "." + parts[3];
        }
        return WHOLE.getOrDefault(name, name);
    }

    @Override
    public EndTokens endTokens() {
        return tokenizer.endTokens();
    }

    @Override
    public Stated stated() {
        String types =
                file.tensors().values().stream()
                        .map(tensor -> tensor.type().name())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return new Stated(
                text("general.architecture"),
                "GGUF: " + types,
                text("general.license"),
                text("general.base_model.0.name"));
    }

    private String text(String key) {
        try {
            return file.metadata().text(key, ModelFacts.NOT_STATED);
        } catch (IOException notAText) {
            return ModelFacts.NOT_STATED;
        }
    }

    @Override
    public void writeTokenizer(Path folder) throws IOException {
        tokenizer.write(folder, shape.context());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
