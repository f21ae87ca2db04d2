package org.carrel.models.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.carrel.models.ModelDescription;
import org.jspecify.annotations.Nullable;

/**
 * A model on disk, checked before anything is loaded; the weights themselves when they are mapped.
 *
 * @param path the folder
 * @param description from {@code manifest.json}
 * @param weightsSha256 that the weights must have; null where the manifest does not say
 * @param beginToken put before every prompt; -1 for none
 * @param endTokens any of them ends an answer
 */
record ModelFolder(
        Path path,
        ModelDescription description,
        @Nullable String weightsSha256,
        int beginToken,
        List<Integer> endTokens) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WEIGHTS = "model.safetensors";

    /** Rows of a group and columns of a block of packed weights. */
    private static final int SIZE_STEP = 32;

    private static final List<String> FILES =
            List.of(
                    "manifest.json",
                    "config.json",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    WEIGHTS);

    ModelFolder {
        endTokens = List.copyOf(endTokens);
    }

    static ModelFolder read(Path folder) {
        for (String file : FILES) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw new UnusableModelException("the model folder " + folder + " has no " + file);
            }
        }
        JsonNode manifest = json(folder, "manifest.json");
        String weights = requireImportedFiles(folder, manifest);
        JsonNode config = json(folder, "config.json");
        requireKnownShape(folder, config);
        return new ModelFolder(
                folder,
                describe(folder, manifest, config),
                weights,
                beginToken(config, json(folder, "tokenizer_config.json")),
                endTokens(config));
    }

    Path tokenizer() {
        return path.resolve("tokenizer.json");
    }

    /**
     * @return the SHA-256 of the weights, which is compared when they are mapped
     */
    private static @Nullable String requireImportedFiles(Path folder, JsonNode manifest) {
        String weights = null;
        for (JsonNode file : manifest.path("files")) {
            String name = file.path("name").asText();
            String sha256 = file.path("sha256").asText();
            if (name.equals(WEIGHTS)) {
                weights = sha256;
            } else if (FILES.contains(name) && !Sha256.hex(folder.resolve(name)).equals(sha256)) {
                throw new UnusableModelException(
                        name + " of " + folder + " is not the file that was imported");
            }
        }
        return weights;
    }

    private static ModelDescription describe(Path folder, JsonNode manifest, JsonNode config) {
        String sha256 = manifest.path("sourceSha256").asText();
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new UnusableModelException(
                    "manifest.json of " + folder + " has no sourceSha256 in lower-case hex");
        }
        int context = config.path("max_position_embeddings").asInt();
        return new ModelDescription(
                manifest.path("name").asText(String.valueOf(folder.getFileName())),
                sha256,
                Math.min(context, manifest.path("contextLength").asInt(context)));
    }

    private static void requireKnownShape(Path folder, JsonNode config) {
        String type = config.path("model_type").asText();
        if (!type.equals("llama")) {
            throw new UnusableModelException(
                    "the model in " + folder + " is of type " + type + ", not llama");
        }
        int hidden = config.path("hidden_size").asInt();
        int heads = config.path("num_attention_heads").asInt();
        int keyValueHeads = config.path("num_key_value_heads").asInt(heads);
        int headSize = config.path("head_dim").asInt(heads < 1 ? 0 : hidden / heads);
        int feedForward = config.path("intermediate_size").asInt();
        if (heads < 1 || keyValueHeads < 1 || headSize < 1) {
            throw new UnusableModelException("config.json of " + folder + " lacks its head counts");
        }
        requireStep(folder, "hidden", hidden);
        requireStep(folder, "query", headSize * heads);
        requireStep(folder, "key/value", headSize * keyValueHeads);
        requireStep(folder, "feed-forward", feedForward);
    }

    private static void requireStep(Path folder, String name, int size) {
        if (size < SIZE_STEP || size % SIZE_STEP != 0) {
            throw new UnusableModelException(
                    "the %s size %d of the model in %s is not a multiple of %d"
                            .formatted(name, size, folder, SIZE_STEP));
        }
    }

    private static int beginToken(JsonNode config, JsonNode tokenizerConfig) {
        boolean wanted = tokenizerConfig.path("add_bos_token").asBoolean(true);
        return wanted ? config.path("bos_token_id").asInt(-1) : -1;
    }

    private static List<Integer> endTokens(JsonNode config) {
        JsonNode end = config.path("eos_token_id");
        return end.isArray()
                ? end.valueStream().map(JsonNode::asInt).toList()
                : List.of(end.asInt());
    }

    private static JsonNode json(Path folder, String file) {
        try {
            return JSON.readTree(folder.resolve(file).toFile());
        } catch (IOException e) {
            throw new UnusableModelException(file + " of " + folder + " cannot be read", e);
        }
    }
}
