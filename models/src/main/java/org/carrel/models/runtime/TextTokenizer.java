package org.carrel.models.runtime;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Text to tokens and back with the model's own {@code tokenizer.json}.
 *
 * <p>Two tokenizers share that file: a plain one that knows no control token, so that {@code </s>}
 * in a document is five characters, and the full one, which decodes.
 */
final class TextTokenizer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer plain;
    private final HuggingFaceTokenizer full;
    private final Map<String, Integer> controls;
    private final Pattern anyControl;

    private TextTokenizer(
            HuggingFaceTokenizer plain, HuggingFaceTokenizer full, Map<String, Integer> controls) {
        this.plain = plain;
        this.full = full;
        this.controls = Map.copyOf(controls);
        this.anyControl =
                Pattern.compile(
                        controls.keySet().stream()
                                // The longest first, since one may begin another.
                                .sorted(Comparator.comparingInt(String::length).reversed())
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|")));
    }

    static TextTokenizer open(Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            ObjectNode root = (ObjectNode) JSON.readTree(all);
            Map<String, Integer> controls = new LinkedHashMap<>();
            for (JsonNode token : root.path("added_tokens")) {
                controls.put(token.path("content").asText(), token.path("id").asInt());
            }
            root.putArray("added_tokens");
            root.putNull("post_processor");
            return new TextTokenizer(
                    tokenizer(JSON.writeValueAsBytes(root)), tokenizer(all), controls);
        } catch (IOException e) {
            throw new UnusableModelException("tokenizer.json cannot be read: " + file, e);
        }
    }

    private static HuggingFaceTokenizer tokenizer(byte[] json) throws IOException {
        return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS);
    }

    /** Tokens of a plain text; none of them is a control token. */
    synchronized int[] encode(String text) {
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(plain.encode(text, false, false).getIds())
                        .mapToInt(Math::toIntExact)
                        .filter(id -> !controls.containsValue(id))
                        .toArray();
    }

    /**
     * Tokens of a prompt. Control tokens are found in the template's pieces alone and cut the text
     * into runs; each run is encoded whole, as it was when the model was trained.
     *
     * @param begin put first; -1 for none
     */
    PromptTokens encode(int begin, List<PromptPiece> pieces) {
        Runs runs = new Runs(begin);
        for (PromptPiece piece : pieces) {
            switch (piece) {
                case PromptPiece.Template(String text) -> runs.template(text);
                case PromptPiece.Instructions(String text) -> runs.text(text);
                case PromptPiece.Question(String text) -> runs.question(text);
            }
        }
        return runs.end();
    }

    synchronized String decode(int[] ids) {
        return full.decode(Arrays.stream(ids).asLongStream().toArray(), true);
    }

    @Override
    public synchronized void close() {
        plain.close();
        full.close();
    }

    private final class Runs {

        private final IntStream.Builder ids = IntStream.builder();
        private final StringBuilder run = new StringBuilder();
        private int count;
        private int last = -1;
        private int shared = -1;

        private Runs(int begin) {
            if (begin >= 0) {
                add(begin);
            }
        }

        private void template(String text) {
            if (controls.isEmpty()) {
                text(text);
                return;
            }
            int from = 0;
            Matcher matcher = anyControl.matcher(text);
            for (MatchResult control : matcher.results().toList()) {
                text(text.substring(from, control.start()));
                flush();
                int id = controls.getOrDefault(control.group(), -1);
                // Templates that write the begin token themselves shall not double it.
                if (count != 1 || id != last) {
                    add(id);
                }
                from = control.end();
            }
            text(text.substring(from));
        }

        private void text(String text) {
            run.append(text);
        }

        private void question(String text) {
            shared = count;
            text(text);
        }

        private PromptTokens end() {
            flush();
            return new PromptTokens(ids.build().toArray(), Math.max(shared, 0));
        }

        private void flush() {
            for (int id : encode(run.toString())) {
                add(id);
            }
            run.setLength(0);
        }

        private void add(int id) {
            ids.add(id);
            last = id;
            count++;
        }
    }
}
