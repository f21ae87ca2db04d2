package org.carrel.models.runtime;

import java.nio.file.Path;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.carrel.models.Reranker;

/**
 * Opens models that run in this JVM.
 *
 * <p>The JVM needs {@code --add-modules=jdk.incubator.vector} and should have {@code
 * --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow}, which silence warnings
 * about native calls and Jlama's buffers. Jlama, the tokenizers and ONNX Runtime unpack native
 * libraries, the first and the last into {@code java.io.tmpdir}, which must therefore allow
 * execution.
 */
public final class Models {

    private Models() {}

    /**
     * Opens a model folder that the importer wrote: {@code manifest.json}, {@code config.json},
     * {@code tokenizer.json}, {@code tokenizer_config.json} with a chat template, {@code
     * model.safetensors}.
     *
     * <p>Every file is read and its SHA-256 compared with the manifest, the weights while the model
     * is made ready; afterwards what is mapped is not checked again.
     *
     * @throws UnusableModelException when a file is missing or not the imported one, or the model
     *     has a shape that is not computed
     */
    public static LanguageModel openLanguageModel(Path folder, RuntimeSettings settings) {
        NativeTokenizers.prepare(settings.workFolder());
        return LocalLanguageModel.open(ModelFolder.read(folder), settings);
    }

    /** Opens bge-small-en-v1.5, whose weights come with the application. */
    public static EmbeddingModel openEmbeddingModel(RuntimeSettings settings) {
        NativeTokenizers.prepare(settings.workFolder());
        return OnnxEmbeddingModel.shipped(settings.embeddingThreads());
    }

    /**
     * Opens an imported encoder: a folder with {@code model.onnx}, which takes {@code input_ids}
     * and, if it likes, {@code attention_mask} and {@code token_type_ids}, and gives a vector for
     * each token; its {@code tokenizer.json}; and {@code encoder.json}, which says how one vector
     * is made of them.
     *
     * @throws UnusableModelException when a file is missing or the model is another kind
     */
    public static EmbeddingModel openEmbeddingModel(
            Path folder, ModelDescription description, RuntimeSettings settings) {
        NativeTokenizers.prepare(settings.workFolder());
        return OnnxEmbeddingModel.of(folder, description, settings.embeddingThreads());
    }

    /**
     * Opens a cross-encoder: a folder with {@code model.onnx}, which takes {@code input_ids} and,
     * if it likes, {@code attention_mask} and {@code token_type_ids}, and gives one number for a
     * pair; and its {@code tokenizer.json}. Runs on {@link RuntimeSettings#embeddingThreads}
     * threads.
     *
     * @throws UnusableModelException when a file is missing or the model is another kind
     */
    public static Reranker openReranker(Path folder, RuntimeSettings settings) {
        NativeTokenizers.prepare(settings.workFolder());
        return OnnxReranker.open(folder, settings.embeddingThreads());
    }
}
