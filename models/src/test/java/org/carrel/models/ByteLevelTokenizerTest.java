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
import org.carrel.models.gguf.GgufBuilder;
import org.carrel.models.gguf.GgufFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteLevelTokenizerTest {

    @TempDir private Path folder;

    private final MadeByteVocabulary made = new MadeByteVocabulary();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "qwen2 | the other theatre | \"the, other, theatre\"",
                "qwen2 | it's in 1234 | \"it,'s, in, ,1,2,3,4\"",
                "llama-bpe | it's in 1234 | \"it,'s, in, ,123,4\"",
                "qwen2 | Müller (the) | \"Müller, (,the,)\""
            })
    void wordsAreCutAndTheirBytesMerged(String rule, String text, String words) throws IOException {
        try (HuggingFaceTokenizer tokenizer = tokenizer(rule)) {
            assertEquals(made.encode(List.of(words.split(",", -1))), ids(tokenizer, text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the größe",
                "„Zitat“ - – — … it’s",
                "  two before, three   between, one after ",
                "line\nbreak\ttab\r\n\n",
                "emoji 😀🏥 汉字 عربى"
            })
    void textComesBackAsItWent(String text) throws IOException {
        for (String rule : List.of("qwen2", "llama-bpe")) {
            try (HuggingFaceTokenizer tokenizer = tokenizer(rule)) {
                long[] ids = tokenizer.encode(text, false, false).getIds();
                assertEquals(text, tokenizer.decode(ids, true));
            }
        }
    }

    @Test
    void controlTokensAreOneTokenAndAreNotShown() throws IOException {
        try (HuggingFaceTokenizer tokenizer = tokenizer("qwen2")) {
            List<Long> ids = ids(tokenizer, "<|im_start|>a<|im_end|>");
            assertEquals(MadeByteVocabulary.START, ids.getFirst());
            assertEquals(MadeByteVocabulary.END, ids.getLast());
            assertEquals(3, ids.size());
            long[] all = ids.stream().mapToLong(Long::longValue).toArray();
            assertEquals("a", tokenizer.decode(all, true));
        }
    }

    @ParameterizedTest
    @CsvSource({"qwen2, false, -1", "llama-bpe, true, 300"})
    void theBeginTokenIsWantedWhereTheModelsHaveIt(String rule, boolean wanted, int begin)
            throws IOException {
        tokenizer(rule).close();
        JsonNode configuration =
                new ObjectMapper().readTree(folder.resolve("tokenizer_config.json").toFile());
        assertEquals(wanted, configuration.path("add_bos_token").asBoolean());
        assertEquals("<|im_end|>", configuration.path("eos_token").asText());
        assertEquals(
                new SourceModel.EndTokens(begin, List.of(MadeByteVocabulary.END)),
                read(made.write(new GgufBuilder(), rule)).endTokens());
    }

    @Test
    void anotherRuleForWordsIsRefused() {
        ImportRefusedException refusal =
                assertThrows(
                        ImportRefusedException.class,
                        () -> read(made.write(new GgufBuilder(), "smaug-bpe")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("smaug-bpe"));
    }

    private static List<Long> ids(HuggingFaceTokenizer tokenizer, String text) {
        return Arrays.stream(tokenizer.encode(text, false, false).getIds()).boxed().toList();
    }

    private HuggingFaceTokenizer tokenizer(String rule) throws IOException {
        read(made.write(new GgufBuilder(), rule)).write(folder, 64);
        return HuggingFaceTokenizer.newInstance(folder.resolve("tokenizer.json"));
    }

    private GgufTokenizer read(GgufBuilder builder) throws IOException {
        Path file = folder.resolve("vocabulary.gguf");
        Files.write(file, builder.build());
        try (GgufFile opened = GgufFile.open(file)) {
            return GgufTokenizer.read(opened.metadata());
        }
    }
}
