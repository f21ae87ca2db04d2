package org.carrel.models.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A vocabulary built as llama's: three control tokens, 256 bytes, some letters and merges. */
final class SmallVocabulary {

    static final int BEGIN = 1;
    static final int END = 2;
    static final int SIZE = 384;

    /** TinyLlama's own. */
    static final String TEMPLATE =
            """
            {% for message in messages %}
            {% if message['role'] == 'user' %}
            {{ '<|user|>
            ' + message['content'] + eos_token }}
            {% elif message['role'] == 'system' %}
            {{ '<|system|>
            ' + message['content'] + eos_token }}
            {% elif message['role'] == 'assistant' %}
            {{ '<|assistant|>
            '  + message['content'] + eos_token }}
            {% endif %}
            {% if loop.last and add_generation_prompt %}
            {{ '<|assistant|>' }}
            {% endif %}
            {% endfor %}\
            """;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MERGES = List.of("t h", "th e", "▁ the", "e r", "i n");

    private SmallVocabulary() {}

    static int id(String token) {
        Integer id = tokens().get(token);
        if (id == null) {
            throw new IllegalArgumentException(token);
        }
        return id;
    }

    static int id(int utf8Byte) {
        return 3 + utf8Byte;
    }

    /** Each token to the one after it. */
    static Map<Integer, Integer> chain(int... tokens) {
        Map<Integer, Integer> next = new HashMap<>();
        for (int i = 0; i + 1 < tokens.length; i++) {
            next.put(tokens[i], tokens[i + 1]);
        }
        return next;
    }

    static void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer().toPrettyString());
        ObjectNode config = JSON.createObjectNode();
        config.put("bos_token", "<s>").put("eos_token", "</s>").put("chat_template", TEMPLATE);
        Files.writeString(folder.resolve("tokenizer_config.json"), config.toPrettyString());
    }

    private static Map<String, Integer> tokens() {
        Map<String, Integer> tokens = new LinkedHashMap<>();
        List.of("<unk>", "<s>", "</s>").forEach(token -> tokens.put(token, tokens.size()));
        for (int i = 0; i < 256; i++) {
            tokens.put("<0x%02X>".formatted(i), tokens.size());
        }
        "▁abcdefghijklmnopqrstuvwxyz<>/"
                .codePoints()
                .forEach(letter -> tokens.put(Character.toString(letter), tokens.size()));
        MERGES.forEach(merge -> tokens.put(merge.replace(" ", ""), tokens.size()));
        while (tokens.size() < SIZE) {
            tokens.put("unused" + tokens.size(), tokens.size());
        }
        return tokens;
    }

    private static ObjectNode tokenizer() {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        for (String control : List.of("<unk>", "<s>", "</s>")) {
            added.addObject()
                    .put("id", id(control))
                    .put("content", control)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        ObjectNode normalizer = root.putObject("normalizer").put("type", "Sequence");
        ArrayNode normalizers = normalizer.putArray("normalizers");
        normalizers.addObject().put("type", "Prepend").put("prepend", "▁");
        replace(normalizers.addObject(), " ", "▁");
        root.putNull("pre_tokenizer").putNull("post_processor");
        ArrayNode decoders = root.putObject("decoder").put("type", "Sequence").putArray("decoders");
        replace(decoders.addObject(), "▁", " ");
        decoders.addObject().put("type", "ByteFallback");
        decoders.addObject().put("type", "Fuse");
        decoders.addObject()
                .put("type", "Strip")
                .put("content", " ")
                .put("start", 1)
                .put("stop", 0);
        ObjectNode model = root.putObject("model").put("type", "BPE");
        model.put("unk_token", "<unk>").put("fuse_unk", true).put("byte_fallback", true);
        model.set("vocab", JSON.valueToTree(tokens()));
        model.set("merges", JSON.valueToTree(MERGES));
        return root;
    }

    private static void replace(ObjectNode node, String from, String to) {
        node.put("type", "Replace").put("content", to).putObject("pattern").put("String", from);
    }
}
