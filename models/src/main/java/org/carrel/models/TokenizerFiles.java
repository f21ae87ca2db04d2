package org.carrel.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.carrel.models.gguf.GgufFormatException;
import org.carrel.models.gguf.GgufMetadata;

/**
 * Writes {@code tokenizer.json} and {@code tokenizer_config.json} in the form of Hugging Face's
 * tokenizers library, as its llama models have it.
 *
 * <p>Text is split as SentencePiece does: a space is put before it, spaces become U+2581, pieces
 * are merged, and a character that is no token falls back to its UTF-8 bytes. Control tokens such
 * as {@code </s>} are recognised in the text; a chat marker that the vocabulary does not hold stays
 * plain text. Encoding "with special tokens" puts the begin token first.
 */
final class TokenizerFiles implements GgufTokenizer {

    private static final String SPACE = "\u2581";

    private final ObjectMapper json = new ObjectMapper();
    private final Vocabulary vocabulary;
    private final SpecialTokens special;

    TokenizerFiles(Vocabulary vocabulary, SpecialTokens special) {
        this.vocabulary = vocabulary;
        this.special = special;
    }

    /**
     * The tokens with a role, by number, and the chat template.
     *
     * @param endOfTurn the same as {@code end} where a turn has no end of its own
     * @param leadingSpace whether a text is read as if a space stood before it
     */
    record SpecialTokens(
            int begin,
            int end,
            int endOfTurn,
            int unknown,
            int padding,
            boolean leadingSpace,
            String chatTemplate) {

        /**
         * Reads them from a file.
         *
         * @throws GgufFormatException when one is missing or out of the vocabulary
         * @throws ImportRefusedException when the file cannot be used for chat
         */
        static SpecialTokens read(GgufMetadata metadata, Vocabulary vocabulary)
                throws GgufFormatException, ImportRefusedException {
            int last = vocabulary.tokens().size() - 1;
            int end = metadata.whole("tokenizer.ggml.eos_token_id", 0, last);
            if (!metadata.has("tokenizer.chat_template")) {
                throw new ImportRefusedException("the model has no chat template");
            }
            if (!metadata.flag("tokenizer.ggml.add_bos_token", true)) {
                throw new ImportRefusedException(
                        "a tokenizer without a begin token is not supported");
            }
            return new SpecialTokens(
                    metadata.whole("tokenizer.ggml.bos_token_id", 0, last),
                    end,
                    metadata.whole("tokenizer.ggml.eot_token_id", 0, last, end),
                    metadata.whole("tokenizer.ggml.unknown_token_id", 0, last, 0),
                    metadata.whole("tokenizer.ggml.padding_token_id", 0, last, end),
                    metadata.flag("tokenizer.ggml.add_space_prefix", true),
                    metadata.text("tokenizer.chat_template"));
        }
    }

    @Override
    public SourceModel.EndTokens endTokens() {
        return new SourceModel.EndTokens(
                special.begin(),
                IntStream.of(special.end(), special.endOfTurn()).distinct().boxed().toList());
    }

    @Override
    public void write(Path folder, int context) throws IOException {
        writeTokenizer(folder.resolve("tokenizer.json"));
        writeConfiguration(folder.resolve("tokenizer_config.json"), context);
    }

    void writeTokenizer(Path file) throws IOException {
        ObjectNode root = json.createObjectNode();
        root.put("version", "1.0").putNull("truncation").putNull("padding");
        addedTokens(root.putArray("added_tokens"));
        normalizer(root.putObject("normalizer"));
        root.putNull("pre_tokenizer");
        postProcessor(root.putObject("post_processor"));
        decoder(root.putObject("decoder"));
        model(root.putObject("model"));
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    void writeConfiguration(Path file, int context) throws IOException {
        ObjectNode root = json.createObjectNode();
        root.put("add_bos_token", true)
                .put("add_eos_token", false)
                .put("bos_token", text(special.begin()))
                .put("eos_token", text(special.end()))
                .put("unk_token", text(special.unknown()))
                .put("pad_token", text(special.padding()))
                .put("model_max_length", context)
                .put("clean_up_tokenization_spaces", false)
                .put("tokenizer_class", "LlamaTokenizer")
                .put("chat_template", special.chatTemplate());
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private void addedTokens(ArrayNode tokens) {
        for (int id = 0; id < vocabulary.tokens().size(); id++) {
            Vocabulary.Kind kind = vocabulary.kinds().get(id);
            boolean control = kind == Vocabulary.Kind.CONTROL || kind == Vocabulary.Kind.UNKNOWN;
            if (control || kind == Vocabulary.Kind.USER_DEFINED) {
                tokens.addObject()
                        .put("id", id)
                        .put("content", text(id))
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", control);
            }
        }
    }

    private void normalizer(ObjectNode normalizer) {
        ArrayNode steps = normalizer.put("type", "Sequence").putArray("normalizers");
        if (special.leadingSpace()) {
            steps.addObject().put("type", "Prepend").put("prepend", SPACE);
        }
        replace(steps.addObject(), " ", SPACE);
    }

    private void postProcessor(ObjectNode processor) {
        processor.put("type", "TemplateProcessing");
        String begin = text(special.begin());
        ArrayNode single = processor.putArray("single");
        specialToken(single, begin, 0);
        sequence(single, "A", 0);
        ArrayNode pair = processor.putArray("pair");
        specialToken(pair, begin, 0);
        sequence(pair, "A", 0);
        specialToken(pair, begin, 1);
        sequence(pair, "B", 1);
        ObjectNode token = processor.putObject("special_tokens").putObject(begin);
        token.put("id", begin);
        token.putArray("ids").add(special.begin());
        token.putArray("tokens").add(begin);
    }

    private static void specialToken(ArrayNode template, String token, int type) {
        template.addObject().putObject("SpecialToken").put("id", token).put("type_id", type);
    }

    private static void sequence(ArrayNode template, String name, int type) {
        template.addObject().putObject("Sequence").put("id", name).put("type_id", type);
    }

    private void decoder(ObjectNode decoder) {
        ArrayNode steps = decoder.put("type", "Sequence").putArray("decoders");
        replace(steps.addObject(), SPACE, " ");
        steps.addObject().put("type", "ByteFallback");
        steps.addObject().put("type", "Fuse");
        if (special.leadingSpace()) {
            steps.addObject()
                    .put("type", "Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0);
        }
    }

    private static void replace(ObjectNode step, String what, String with) {
        step.put("type", "Replace").put("content", with).putObject("pattern").put("String", what);
    }

    private void model(ObjectNode model) {
        model.put("type", "BPE")
                .putNull("dropout")
                .put("unk_token", text(special.unknown()))
                .putNull("continuing_subword_prefix")
                .putNull("end_of_word_suffix")
                .put("fuse_unk", true)
                .put("byte_fallback", true);
        ObjectNode tokens = model.putObject("vocab");
        for (int id = 0; id < vocabulary.tokens().size(); id++) {
            tokens.put(text(id), id);
        }
        ArrayNode merges = model.putArray("merges");
        for (Vocabulary.Merge merge : vocabulary.merges()) {
            merges.add(merge.left() + " " + merge.right());
        }
    }

    private String text(int id) {
        return vocabulary.tokens().get(id);
    }
}
