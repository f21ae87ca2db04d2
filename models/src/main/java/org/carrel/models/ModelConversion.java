package org.carrel.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Turns a source into the four files that the runtime opens. */
final class ModelConversion {

    /** Room for the tokenizer and the descriptions, which are small beside the weights. */
    /** The approximation by tanh (Hendrycks and Gimpel 2016, arXiv:1606.08415). */
    static final String GELU = "gelu_pytorch_tanh";

    private static final long OTHER_FILES = 64L << 20;

    private final SourceModel model;
    private final ImportProgress progress;

    ModelConversion(SourceModel model, ImportProgress progress) {
        this.model = model;
        this.progress = progress;
    }

    /**
     * Writes the files into an existing, empty folder and forces them to the disk.
     *
     * @return what quantising lost
     * @throws ImportRefusedException when the model is of a kind that would not run rightly
     */
    ModelFacts.Loss convert(Path folder) throws IOException {
        LlamaShape shape = model.shape();
        List<TargetTensor> tensors = LlamaTensors.plan(model.tensors(), shape);
        WeightsFile weights = new WeightsFile(tensors, progress);
        FreeSpace.require(folder, weights.bytes() + OTHER_FILES);
        progress.at(ImportProgress.Stage.CONVERT, 0, shape.vocabulary());
        model.writeTokenizer(folder);
        writeConfiguration(folder.resolve("config.json"), shape, model.endTokens());
        progress.at(ImportProgress.Stage.CONVERT, shape.vocabulary(), shape.vocabulary());
        ModelFacts.Loss loss = weights.write(folder.resolve("model.safetensors"));
        for (String name : ImportedModel.FILES) {
            force(folder.resolve(name));
        }
        return loss;
    }

    private static void writeConfiguration(Path file, LlamaShape shape, SourceModel.EndTokens ends)
            throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode();
        root.putArray("architectures").add("LlamaForCausalLM");
        root.put("model_type", "llama")
                .put("hidden_act", shape.variant().gemma().isPresent() ? GELU : "silu")
                .put("hidden_size", shape.hidden())
                .put("intermediate_size", shape.feedForward())
                .put("num_attention_heads", shape.heads())
                .put("num_key_value_heads", shape.keyValueHeads())
                .put("num_hidden_layers", shape.layers())
                .put("max_position_embeddings", shape.context())
                .put("vocab_size", shape.vocabulary())
                .put("rms_norm_eps", (float) shape.normEpsilon())
                .put("rope_theta", shape.ropeBase())
                .put("bos_token_id", ends.begin());
        if (!shape.divisors().isEmpty()) {
            shape.divisors().forEach(root.putArray("rope_divisors")::add);
        }
        if (shape.queries() != shape.hidden()) {
            root.put("head_dim", shape.headSize());
        }
        if (shape.variant().biases()) {
            root.put("attention_bias", true);
        }
        shape.variant()
                .gemma()
                .ifPresent(gemma ->
                        root.put("attn_logit_softcapping", gemma.attentionCap())
                                .put("final_logit_softcapping", gemma.outputCap()));
        if (ends.ends().size() == 1) {
            root.put("eos_token_id", ends.ends().getFirst());
        } else {
            ends.ends().forEach(root.putArray("eos_token_id")::add);
        }
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
