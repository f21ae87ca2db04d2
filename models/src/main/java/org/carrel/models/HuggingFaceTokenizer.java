package org.carrel.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tokenizer of a folder: {@code tokenizer.json} as it is, and from the other files what the
 * runtime needs of them, the chat template and the special tokens.
 */
final class HuggingFaceTokenizer {

    private static final int MOST_TEMPLATE_BYTES = 1 << 20;

    private final Path file;
    private final TokenizerVocabulary vocabulary;
    private final SourceModel.EndTokens ends;
    private final String chatTemplate;

    private HuggingFaceTokenizer(
            Path file,
            TokenizerVocabulary vocabulary,
            SourceModel.EndTokens ends,
            String chatTemplate) {
        this.file = file;
        this.vocabulary = vocabulary;
        this.ends = ends;
        this.chatTemplate = chatTemplate;
    }

    /**
     * Reads and checks the tokenizer's files.
     *
     * @throws ImportRefusedException when they are malformed, do not fit the model's vocabulary, or
     *     have no chat template or no token that ends an answer
     */
    static HuggingFaceTokenizer read(Path folder, JsonNode config, LlamaShape shape)
            throws IOException {
        Path file = folder.resolve("tokenizer.json");
        TokenizerVocabulary vocabulary = TokenizerVocabulary.read(file, shape.vocabulary());
        ObjectNode own = StrictJson.read(folder.resolve("tokenizer_config.json"));
        String template = chatTemplate(folder, own);
        List<Integer> ends = ends(folder, config, own, vocabulary);
        int begin = begin(config, own, vocabulary, template);
        return new HuggingFaceTokenizer(
                file, vocabulary, new SourceModel.EndTokens(begin, ends), template);
    }

    SourceModel.EndTokens endTokens() {
        return ends;
    }

    private static String chatTemplate(Path folder, ObjectNode own) throws IOException {
        Path apart = folder.resolve("chat_template.jinja");
        if (Files.isRegularFile(apart)) {
            StrictJson.requireSize(apart, MOST_TEMPLATE_BYTES);
            return Files.readString(apart, StandardCharsets.UTF_8);
        }
        JsonNode template = own.path("chat_template");
        for (JsonNode named : template.isArray() ? template : List.<JsonNode>of()) {
            if (named.path("name").asText().equals("default")) {
                template = named.path("template");
            }
        }
        if (!template.isTextual()
                || template.asText().isBlank()
                || template.asText().length() > MOST_TEMPLATE_BYTES) {
            throw new ImportRefusedException(
                    "the model has no chat template; a base model that was never tuned for chat"
                            + " cannot answer");
        }
        return template.asText();
    }

    /** Of all the places that name such tokens, since authors forget one or another. */
    private static List<Integer> ends(
            Path folder, JsonNode config, ObjectNode own, TokenizerVocabulary vocabulary)
            throws IOException {
        Set<Integer> ends = new LinkedHashSet<>();
        Path generation = folder.resolve("generation_config.json");
        if (Files.isRegularFile(generation)) {
            addIds(StrictJson.read(generation).path("eos_token_id"), vocabulary, ends);
        }
        addIds(config.path("eos_token_id"), vocabulary, ends);
        String text = text(own.path("eos_token"));
        if (!text.isEmpty()) {
            ends.add(vocabulary.id(text));
        }
        if (ends.isEmpty()) {
            throw new ImportRefusedException("no file of the model names a token that ends a text");
        }
        return new ArrayList<>(ends);
    }

    private static void addIds(JsonNode ids, TokenizerVocabulary vocabulary, Set<Integer> ends)
            throws ImportRefusedException {
        if (ids.isMissingNode() || ids.isNull()) {
            return;
        }
        for (JsonNode id : ids.isArray() ? ids : List.of(ids)) {
            ends.add(vocabulary.require(id));
        }
    }

    /** Wanted when the tokenizer says so, or else when the template writes it. */
    private static int begin(
            JsonNode config, ObjectNode own, TokenizerVocabulary vocabulary, String template)
            throws ImportRefusedException {
        String text = text(own.path("bos_token"));
        boolean wanted =
                template.contains("bos_token")
                        || own.path("add_bos_token").asBoolean(vocabulary.begins(text));
        if (!wanted) {
            return -1;
        }
        if (!text.isEmpty()) {
            return vocabulary.id(text);
        }
        return config.hasNonNull("bos_token_id")
                ? vocabulary.require(config.path("bos_token_id"))
                : -1;
    }

    /** A token is a text, or an object with its text. */
    private static String text(JsonNode token) {
        return token.isObject() ? token.path("content").asText("") : token.asText("");
    }

    void write(Path folder, int context) throws IOException {
        Files.copy(file, folder.resolve("tokenizer.json"));
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode();
        root.put("add_bos_token", ends.begin() >= 0).put("add_eos_token", false);
        if (ends.begin() >= 0) {
            root.put("bos_token", vocabulary.text(ends.begin()));
        }
        root.put("eos_token", vocabulary.text(ends.ends().getLast()))
                .put("model_max_length", context)
                .put("clean_up_tokenization_spaces", false)
                .put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("chat_template", chatTemplate);
        json.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("tokenizer_config.json").toFile(), root);
    }
}
