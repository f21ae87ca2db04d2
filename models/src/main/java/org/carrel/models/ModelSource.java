package org.carrel.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something on the disk that can be imported, told by what is in it and not by how it is called.
 * What is found here is checked in full only when it is imported.
 */
public sealed interface ModelSource {

    /** The files that go into the imported model and into the hash that names it. */
    List<Path> files();

    /**
     * A GGUF file, whole or cut into pieces.
     *
     * @param parts in the order in which they are joined
     */
    record Gguf(List<Path> parts) implements ModelSource {
        public Gguf {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Path> files() {
            return parts;
        }
    }

    /**
     * A folder of Hugging Face's: {@code config.json}, a tokenizer, weights as safetensors.
     *
     * @param folder where they lie
     * @param weights one file, or those that the index names
     * @param others the files that describe them
     */
    record HuggingFace(Path folder, List<Path> weights, List<Path> others) implements ModelSource {
        public HuggingFace {
            weights = List.copyOf(weights);
            others = List.copyOf(others);
        }

        @Override
        public List<Path> files() {
            List<Path> files = new ArrayList<>(others);
            files.addAll(weights);
            return files;
        }
    }

    /**
     * A LoRA adapter as PEFT writes it, and the model that it belongs to.
     *
     * @param configuration its {@code adapter_config.json}
     * @param weights its safetensors
     * @param base what it is merged into
     */
    record Adapter(Path configuration, Path weights, ModelSource base) implements ModelSource {
        @Override
        public List<Path> files() {
            List<Path> files = new ArrayList<>(base.files());
            files.add(configuration);
            files.add(weights);
            return files;
        }
    }

    /**
     * An encoder or cross-encoder for ONNX Runtime.
     *
     * @param model its graph and weights
     * @param tokenizer its {@code tokenizer.json}
     * @param encoding its {@code encoder.json}, which an encoder needs
     */
    record Onnx(Path model, Path tokenizer, Optional<Path> encoding) implements ModelSource {
        @Override
        public List<Path> files() {
            List<Path> files = new ArrayList<>(List.of(model, tokenizer));
            encoding.ifPresent(files::add);
            return files;
        }
    }

    /**
     * Looks at a file or folder.
     *
     * @throws ImportRefusedException when it holds nothing that can be imported, or more than one
     *     model, or a Python pickle; the message says what was found and what can be imported
     */
    static ModelSource detect(Path path) throws IOException {
        return SourceDetection.of(path);
    }

    /**
     * Looks at pieces of one GGUF file.
     *
     * @throws ImportRefusedException when the first does not begin as GGUF does
     */
    static ModelSource detect(List<Path> parts) throws IOException {
        return parts.size() == 1 ? detect(parts.getFirst()) : SourceDetection.ofParts(parts);
    }

    /**
     * Looks at an adapter and its base.
     *
     * @throws ImportRefusedException when either is not what it should be
     */
    static ModelSource detect(Path adapter, Path base) throws IOException {
        return SourceDetection.ofAdapter(adapter, base);
    }
}
