package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.carrel.models.gguf.GgufBuilder;
import org.carrel.models.gguf.GgufFile;
import org.carrel.models.gguf.GgufFormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerFilesTest {

    @TempDir private Path folder;

    private final MadeVocabulary made = new MadeVocabulary();
    private HuggingFaceTokenizer tokenizer;

    @BeforeEach
    void write() throws IOException {
        write(made.write(new GgufBuilder()));
        tokenizer = HuggingFaceTokenizer.newInstance(folder.resolve("tokenizer.json"));
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the größe",
                "Größe – „Zitat“ ‘quoted’ “doubled” it’s",
                "dashes - – — and … ellipsis",
                "emoji 😀🏥 and a family 👩‍⚕️",
                "  two before, three   between, one after ",
                "line\nbreak\ttab",
                "<|user|>\nno special tokens",
                "汉字 عربى ελληνικά",
                ""
            })
    void textComesBackAsItWent(String text) {
        assertEquals(text, tokenizer.decode(ids(text)));
    }

    @Test
    void theBeginTokenComesFirst() {
        assertEquals(1L, tokenizer.encode("the", true, false).getIds()[0]);
    }

    @Test
    void thePieceOfTheHighestScoreIsJoinedFirst() {
        // "ab" is before "bc", so "abc" is reached by ab + c.
        assertPieces("sabc", "\u2581", "s", "abc");
        // "th" is before "st", so the t goes to the right.
        assertPieces("asth", "\u2581a", "s", "th");
        // "\u2581a" is before "ab" and "bc" before "\u2581ab".
        assertPieces("abc", "\u2581a", "bc");
        // The joined word appears only because each step on the way is a piece.
        assertPieces("größe", "\u2581größe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"größe", " größe", "  a b ", "line\nbreak"})
    void withoutALeadingSpaceTextIsReadAsItStands(String text) throws IOException {
        tokenizer.close();
        write(made.write(new GgufBuilder().flag("tokenizer.ggml.add_space_prefix", false)));
        tokenizer = HuggingFaceTokenizer.newInstance(folder.resolve("tokenizer.json"));
        assertEquals(text, tokenizer.decode(ids(text)));
        assertPieces("abc", "abc");
    }

    @Test
    void theEndOfATurnEndsAnAnswerToo() throws IOException {
        GgufBuilder builder = new GgufBuilder().whole("tokenizer.ggml.eot_token_id", 7);
        Path gguf = Files.write(folder.resolve("turns.gguf"), made.write(builder).build());
        try (GgufFile file = GgufFile.open(gguf)) {
            Vocabulary vocabulary = Vocabulary.read(file.metadata());
            var special = TokenizerFiles.SpecialTokens.read(file.metadata(), vocabulary);
            assertEquals(List.of(2, 7), new TokenizerFiles(vocabulary, special).endTokens().ends());
        }
    }

    @Test
    void aCharacterThatIsNoTokenBecomesItsBytes() {
        assertPieces("é", "\u2581", "<0xC3>", "<0xA9>");
    }

    @Test
    void endTokensAreSpecialAndChatMarkersAreText() {
        List<Long> ids = Arrays.stream(ids("a</s>")).boxed().toList();
        assertEquals(2L, ids.getLast());
        assertTrue(ids("<|user|>").length > 5);
    }

    @Test
    void textThatLooksLikeAByteTokenStaysText() {
        assertEquals("<0x41>", tokenizer.decode(ids("<0x41>")));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void randomTextIsSplitAsSentencePieceSplitsIt(long seed) {
        Random random = new Random(seed);
        String alphabet = "aaabbcc   ertthegrößn–é";
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(30); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String sentence = text.toString();
            assertEquals(
                    made.encode(sentence),
                    Arrays.stream(ids(sentence)).boxed().toList(),
                    () -> "seed " + seed + ": [" + sentence + "]");
        }
    }

    @Test
    void theConfigurationHoldsTemplateAndSpecialTokens() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("tokenizer_config.json").toFile());
        assertEquals("<s>", json.get("bos_token").asText());
        assertEquals("</s>", json.get("eos_token").asText());
        assertEquals(64, json.get("model_max_length").asInt());
        assertTrue(json.get("chat_template").asText().startsWith("{% for m in messages %}"));
    }

    @Test
    void anotherKindOfTokenizerIsRefused() {
        GgufBuilder other = new GgufBuilder().text("tokenizer.ggml.model", "gpt2");
        ImportRefusedException refusal =
                assertThrows(ImportRefusedException.class, () -> write(other));
        assertTrue(String.valueOf(refusal.getMessage()).contains("of the kind gpt2"));
    }

    @Test
    void listsOfUnequalLengthAreRefused() {
        GgufBuilder broken =
                new GgufBuilder()
                        .text("tokenizer.ggml.model", "llama")
                        .texts("tokenizer.ggml.tokens", List.of("a", "b"))
                        .reals("tokenizer.ggml.scores", List.of(1f))
                        .wholes("tokenizer.ggml.token_type", List.of(1, 1));
        assertThrows(GgufFormatException.class, () -> write(broken));
    }

    @Test
    void aTokenThatOccursTwiceIsRefused() {
        GgufBuilder broken =
                new GgufBuilder()
                        .text("tokenizer.ggml.model", "llama")
                        .texts("tokenizer.ggml.tokens", List.of("a", "a"))
                        .reals("tokenizer.ggml.scores", List.of(1f, 1f))
                        .wholes("tokenizer.ggml.token_type", List.of(1, 1));
        assertThrows(GgufFormatException.class, () -> write(broken));
    }

    private void write(GgufBuilder builder) throws IOException {
        Path gguf = Files.write(folder.resolve("vocabulary.gguf"), builder.build());
        try (GgufFile file = GgufFile.open(gguf)) {
            Vocabulary vocabulary = Vocabulary.read(file.metadata());
            TokenizerFiles files =
                    new TokenizerFiles(
                            vocabulary,
                            TokenizerFiles.SpecialTokens.read(file.metadata(), vocabulary));
            files.writeTokenizer(folder.resolve("tokenizer.json"));
            files.writeConfiguration(folder.resolve("tokenizer_config.json"), 64);
        }
    }

    private long[] ids(String text) {
        return tokenizer.encode(text, false, false).getIds();
    }

    private void assertPieces(String text, String... pieces) {
        assertEquals(List.of(pieces), List.of(tokenizer.encode(text, false, false).getTokens()));
    }
}
