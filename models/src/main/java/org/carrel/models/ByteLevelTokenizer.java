package org.carrel.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.carrel.models.gguf.GgufFormatException;
import org.carrel.models.gguf.GgufMetadata;

/**
 * Byte pairs over bytes that are written as letters (GPT-2's), as qwen2 and llama 3 have them: a
 * text is cut into words by a pattern, and each word's bytes are merged.
 *
 * @param words how texts are cut
 * @param tokens by number
 * @param merges pairs with a space between them, the first to be joined first
 * @param special numbers of the tokens that no text becomes
 * @param ends the tokens that begin and end a text
 */
record ByteLevelTokenizer(
        Words words,
        List<String> tokens,
        List<String> merges,
        List<Integer> special,
        SourceModel.EndTokens ends,
        String chatTemplate)
        implements GgufTokenizer {

    private static final int MOST_TOKENS = 300_000;
    private static final int MOST_MERGES = 1 << 20;
    private static final long CONTROL = 3;
    private static final long USER_DEFINED = 4;

    /** The patterns by which words are cut, by GGUF's names for them. */
    enum Words {
        QWEN2("qwen2", "\\p{N}", false),
        LLAMA3("llama-bpe", "\\p{N}{1,3}", true);

        private final String name;
        private final String pattern;

        /** Whether a word that is a token is not merged from its bytes. */
        private final boolean whole;

        Words(String name, String digits, boolean whole) {
            this.name = name;
            this.whole = whole;
            this.pattern =
                    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|"
                            + digits
                            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
        }

        private static Words of(String name) throws ImportRefusedException {
            for (Words known : values()) {
                if (known.name.equals(name)) {
                    return known;
                }
            }
            throw new ImportRefusedException(
                    "the tokenizer cuts texts into words by the rule %s, which is not known"
                            .formatted(name));
        }
    }

    static ByteLevelTokenizer read(GgufMetadata metadata)
            throws GgufFormatException, ImportRefusedException {
        Words words = Words.of(metadata.text("tokenizer.ggml.pre", "default"));
        List<String> tokens = metadata.texts("tokenizer.ggml.tokens");
        List<Long> kinds = metadata.wholes("tokenizer.ggml.token_type");
        List<String> merges = metadata.texts("tokenizer.ggml.merges");
        if (tokens.isEmpty() || tokens.size() > MOST_TOKENS || merges.size() > MOST_MERGES) {
            throw new GgufFormatException(
                    "the tokenizer has %d tokens and %d merges"
                            .formatted(tokens.size(), merges.size()));
        }
        if (kinds.size() != tokens.size()) {
            throw new GgufFormatException("the tokenizer's lists are of unequal length");
        }
        check(tokens, merges);
        if (!metadata.has("tokenizer.chat_template")) {
            throw new ImportRefusedException("the model has no chat template");
        }
        int last = tokens.size() - 1;
        boolean begins = metadata.flag("tokenizer.ggml.add_bos_token", words == Words.LLAMA3);
        List<Integer> special = special(kinds);
        return new ByteLevelTokenizer(
                words,
                tokens,
                merges,
                special,
                new SourceModel.EndTokens(
                        begins ? metadata.whole("tokenizer.ggml.bos_token_id", 0, last) : -1,
                        List.of(metadata.whole("tokenizer.ggml.eos_token_id", 0, last))),
                metadata.text("tokenizer.chat_template"));
    }

    private static List<Integer> special(List<Long> kinds) {
        return IntStream.range(0, kinds.size())
                .filter(id -> kinds.get(id) == CONTROL || kinds.get(id) == USER_DEFINED)
                .boxed()
                .toList();
    }

    private static void check(List<String> tokens, List<String> merges)
            throws GgufFormatException, ImportRefusedException {
        Set<String> known = new HashSet<>(tokens);
        if (known.size() != tokens.size() || known.contains("")) {
            throw new GgufFormatException("a token is empty or repeats an earlier one");
        }
        for (String merge : merges) {
            int at = merge.indexOf(' ');
            boolean fits =
                    at > 0
                            && known.contains(merge.substring(0, at))
                            && known.contains(merge.substring(at + 1))
                            && known.contains(merge.substring(0, at) + merge.substring(at + 1));
            if (!fits) {
                throw new ImportRefusedException(
                        "the tokenizer merges pieces that are not in its vocabulary");
            }
        }
    }

    @Override
    public SourceModel.EndTokens endTokens() {
        return ends;
    }

    @Override
    public void write(Path folder, int context) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode();
        root.put("version", "1.0").putNull("truncation").putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (int id : special) {
            added.addObject()
                    .put("id", id)
                    .put("content", tokens.get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        if (words == Words.QWEN2) {
            root.putObject("normalizer").put("type", "NFC");
        } else {
            root.putNull("normalizer");
        }
        wordsAndBytes(root);
        model(root.putObject("model"));
        json.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("tokenizer.json").toFile(), root);
        json.writerWithDefaultPrettyPrinter()
                .writeValue(
                        folder.resolve("tokenizer_config.json").toFile(),
                        configuration(json, context));
    }

    private void wordsAndBytes(ObjectNode root) {
        ArrayNode steps =
                root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", words.pattern);
        split.put("behavior", "Isolated").put("invert", false);
        bytes(steps.addObject());
        root.putNull("post_processor");
        bytes(root.putObject("decoder"));
    }

    private static void bytes(ObjectNode step) {
        step.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
    }

    private void model(ObjectNode model) {
        model.put("type", "BPE")
                .putNull("dropout")
                .putNull("unk_token")
                .putNull("continuing_subword_prefix")
                .putNull("end_of_word_suffix")
                .put("fuse_unk", false)
                .put("byte_fallback", false)
                .put("ignore_merges", words.whole);
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            vocabulary.put(tokens.get(id), id);
        }
        merges.forEach(model.putArray("merges")::add);
    }

    private ObjectNode configuration(ObjectMapper json, int context) {
        ObjectNode root = json.createObjectNode();
        root.put("add_bos_token", ends.begin() >= 0).put("add_eos_token", false);
        if (ends.begin() >= 0) {
            root.put("bos_token", tokens.get(ends.begin()));
        }
        return root.put("eos_token", tokens.get(ends.ends().getFirst()))
                .put("model_max_length", context)
                .put("clean_up_tokenization_spaces", false)
                .put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("chat_template", chatTemplate);
    }
}
