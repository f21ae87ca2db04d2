package org.carrel.gate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carrel.model.WorkRefusedException;

/**
 * The questions that models are put to, each with its evidence and what an answer has to say.
 *
 * @param items at least one
 * @param sha256 of the file, lower-case hexadecimal
 */
record Questions(List<Item> items, String sha256) {

    private static final String SAMPLE = "/evaluation/sample.json";
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_ITEMS = 1_000;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    Questions {
        items = List.copyOf(items);
    }

    /**
     * One question.
     *
     * @param domain such as {@code contract}
     * @param evidence sentences, as they would be found
     * @param expected of each list, one text has to stand in a right answer as whole words, in any
     *     case
     */
    record Item(
            String id,
            String domain,
            List<String> evidence,
            String question,
            List<List<String>> expected) {

        Item {
            evidence = List.copyOf(evidence);
            expected = expected.stream().map(List::copyOf).toList();
        }

        boolean isAnsweredBy(List<String> sentences) {
            String said = String.join(" ", sentences);
            return expected.stream()
                    .allMatch(forms ->
                            forms.stream().anyMatch(form -> words(form).matcher(said).find()));
        }

        private boolean isUsable() {
            return !evidence.isEmpty()
                    && !question.isBlank()
                    && !expected.isEmpty()
                    && expected.stream().noneMatch(List::isEmpty);
        }

        private static Pattern words(String form) {
            String spaced =
                    Stream.of(form.strip().split("\\s+"))
                            .map(Pattern::quote)
                            .collect(Collectors.joining("\\s+"));
            return Pattern.compile(
                    "(?<![\\p{L}\\p{N}])" + spaced + "(?![\\p{L}\\p{N}])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
    }

    /**
     * An operator's, or Carrel's own.
     *
     * @throws WorkRefusedException if a file is not of the form
     */
    static Questions load(Optional<Path> file) throws IOException, WorkRefusedException {
        try (InputStream in =
                file.isPresent()
                        ? Files.newInputStream(file.get())
                        : Questions.class.getResourceAsStream(SAMPLE)) {
            return read(in.readNBytes(MOST_BYTES + 1));
        }
    }

    static Questions read(byte[] bytes) throws IOException, WorkRefusedException {
        try {
            List<Item> items = List.of(JSON.readValue(bytes, Item[].class));
            Set<String> ids = new HashSet<>();
            boolean usable =
                    bytes.length <= MOST_BYTES
                            && !items.isEmpty()
                            && items.size() <= MOST_ITEMS
                            && items.stream()
                                    .allMatch(each -> each.isUsable() && ids.add(each.id()));
            if (usable) {
                return new Questions(items, sha256(bytes));
            }
        } catch (JacksonException | NullPointerException e) {
            // Jackson's message quotes the input.
        }
        throw new WorkRefusedException(
                "The questions are not in the form that docs/models.md describes.");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
