package org.carrel.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.carrel.models.gguf.GgufFile;

/** Turns one GGUF file into the four files that Jlama loads. */
final class ModelConversion {

    private final ModelManifest manifest;
    private final ImportProgress progress;

    ModelConversion(ModelManifest manifest, ImportProgress progress) {
        this.manifest = manifest;
        this.progress = progress;
    }

    /**
     * Writes the files into an existing, empty folder and forces them to the disk.
     *
     * @throws org.carrel.models.gguf.GgufFormatException when the file is malformed
     * @throws ImportRefusedException when the model is of a kind that would not run rightly
     */
    void convert(Path gguf, Path folder) throws IOException {
        try (GgufFile file = GgufFile.open(gguf)) {
            LlamaShape shape = LlamaShape.read(file);
            if (shape.context() != manifest.contextLength()) {
                throw new ImportRefusedException(
                        "the file's context length is %d, the manifest's %d"
                                .formatted(shape.context(), manifest.contextLength()));
            }
            var tensors = LlamaTensors.plan(file, shape);
            Vocabulary vocabulary = Vocabulary.read(file.metadata());
            var special = TokenizerFiles.SpecialTokens.read(file.metadata(), vocabulary);
            int tokens = vocabulary.tokens().size();
            progress.at(ImportProgress.Stage.CONVERT, 0, tokens);
            TokenizerFiles tokenizer = new TokenizerFiles(vocabulary, special);
            tokenizer.writeTokenizer(folder.resolve("tokenizer.json"));
            tokenizer.writeConfiguration(folder.resolve("tokenizer_config.json"), shape.context());
            writeConfiguration(folder.resolve("config.json"), shape, special);
            progress.at(ImportProgress.Stage.CONVERT, tokens, tokens);
            new WeightsFile(file, tensors, progress).write(folder.resolve("model.safetensors"));
        }
        for (String name : ImportedModel.FILES) {
            force(folder.resolve(name));
        }
    }

    private static void writeConfiguration(
            Path file, LlamaShape shape, TokenizerFiles.SpecialTokens special) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode();
        root.putArray("architectures").add("LlamaForCausalLM");
        root.put("model_type", "llama")
                .put("hidden_act", "silu")
                .put("hidden_size", shape.hidden())
                .put("intermediate_size", shape.feedForward())
                .put("num_attention_heads", shape.heads())
                .put("num_key_value_heads", shape.keyValueHeads())
                .put("num_hidden_layers", shape.layers())
                .put("max_position_embeddings", shape.context())
                .put("vocab_size", shape.vocabulary())
                .put("rms_norm_eps", (float) shape.normEpsilon())
                .put("rope_theta", shape.ropeBase())
                .put("bos_token_id", special.begin())
                .put("eos_token_id", special.end());
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
