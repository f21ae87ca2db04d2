package org.carrel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.carrel.ingest.Sentences;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;

/**
 * How often {@link SentenceCheck} accepts what is false and rejects what is true, on sentences of
 * documents that are reworded and corrupted. Not a test; run by hand, for the half of the documents
 * whose name has that CRC-32 (0 development, 1 held-out):
 *
 * <pre>{@code
 * ./mvnw -q -pl src -am test-compile
 * java --add-modules jdk.incubator.vector -cp CLASSPATH org.carrel.answer.SentenceCheckMeasure HALF FOLDER...
 * }</pre>
 *
 * <p>CLASSPATH is what {@code dependency:build-classpath} prints, with both folders of classes;
 * FOLDER is a folder of text files, or a file of judged statements such as ContractNLI's.
 */
final class SentenceCheckMeasure {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int A_DOCUMENT = 3;
    private static final int AROUND = 1;

    private final SentenceCheck.Likeness likeness;
    private final Map<String, int[]> counts = new TreeMap<>();
    private final Map<String, List<Double>> likenesses = new TreeMap<>();
    private final boolean verbose = Boolean.getBoolean("verbose");

    private SentenceCheckMeasure(SentenceCheck.Likeness likeness) {
        this.likeness = likeness;
    }

    public static void main(String[] args) throws IOException {
        Path work = Files.createTempDirectory("carrel-measure");
        try (EmbeddingModel model = Models.openEmbeddingModel(new RuntimeSettings(work, 1, 2, 1))) {
            SentenceCheckMeasure measure = new SentenceCheckMeasure(new VectorLikeness(model));
            for (String each : List.of(args).subList(1, args.length)) {
                Path path = Path.of(each);
                if (Files.isDirectory(path)) {
                    measure.folder(path, Integer.parseInt(args[0]));
                } else {
                    measure.judged(path, Integer.parseInt(args[0]));
                }
            }
            measure.print();
        }
    }

    private void folder(Path folder, int half) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> half(file) == half).sorted().forEach(this::document);
        }
    }

    /** Statements that people judged against spans of a document, in words of their own. */
    private void judged(Path file, int half) throws IOException {
        for (String line : Files.readAllLines(file)) {
            JsonNode item = JSON.readTree(line);
            List<String> spans = new ArrayList<>();
            item.path("spans").forEach(span -> spans.add(span.path("text").asText()));
            String label = item.path("label").asText();
            if (half(Path.of(item.path("file").asText())) != half || spans.isEmpty()) {
                continue;
            }
            count(
                    (label.equals("Entailment") ? "true  " : "false ") + label,
                    check(spans),
                    item.path("hypothesis").asText(),
                    spans);
        }
    }

    private static int half(Path file) {
        CRC32 crc = new CRC32();
        crc.update(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % 2);
    }

    private void document(Path file) {
        try {
            String text = Files.readString(file);
            List<String> sentences =
                    Sentences.of(text, 0, text.length()).stream()
                            .map(span ->
                                    text.substring(span.start(), span.end())
                                            .replaceAll("\\s+", " "))
                            .filter(each -> each.length() > 50 && each.length() < 350)
                            .filter(each -> Statements.isEnded(each))
                            .toList();
            Random random = new Random(text.hashCode());
            for (int i = 0; i < A_DOCUMENT && sentences.size() > 2 * AROUND + 1; i++) {
                int at = AROUND + random.nextInt(sentences.size() - 2 * AROUND);
                sentence(sentences.subList(at - AROUND, at + AROUND + 1), random);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The middle one, with those around it as the other evidence. */
    private void sentence(List<String> evidence, Random random) {
        String sentence = evidence.get(AROUND);
        SentenceCheck check = check(evidence);
        for (Rewording rewording : Rewording.values()) {
            rewording
                    .apply(sentence)
                    .ifPresent(said -> count("true  " + rewording, check, said, evidence));
        }
        for (Corruption corruption : Corruption.values()) {
            corruption
                    .apply(sentence, evidence.get(AROUND + 1), random)
                    .ifPresent(said -> count("false " + corruption, check, said, evidence));
        }
    }

    /** Without the bar of likeness, which is what is to be chosen. */
    private static SentenceCheck check(List<String> evidence) {
        return new SentenceCheck(
                "What does it say?",
                evidence.stream().map(SentenceCheckMeasure::citation).toList(),
                (stated, quotes) -> 1);
    }

    private void count(String kind, SentenceCheck check, String said, List<String> evidence) {
        Sentence checked = check.check(said);
        int[] count = counts.computeIfAbsent(kind, none -> new int[2]);
        count[0]++;
        boolean wrong = checked.supported() != kind.startsWith("true");
        if (checked.supported()) {
            count[1]++;
            likenesses
                    .computeIfAbsent(kind.substring(0, 5), none -> new ArrayList<>())
                    .add(likeness.of(said, evidence));
        }
        if (wrong && verbose) {
            System.out.println(
                    kind
                            + " "
                            + checked.fault()
                            + "\n    "
                            + String.join(" | ", evidence)
                            + "\n    "
                            + said);
        }
    }

    private void print() {
        int[] all = new int[4];
        counts.forEach((kind, count) -> {
            int side = kind.startsWith("true") ? 0 : 2;
            all[side] += count[0];
            all[side + 1] += count[1];
            System.out.printf(
                    "%-24s %5d   accepted %5.1f %%%n", kind, count[0], 100.0 * count[1] / count[0]);
        });
        System.out.printf(
                "false rejection %.1f %% of %d, false acceptance %.1f %% of %d%n",
                100.0 * (all[0] - all[1]) / all[0], all[0], 100.0 * all[3] / all[2], all[2]);
        likenesses.forEach((kind, values) -> {
            List<Double> sorted = values.stream().sorted().toList();
            System.out.printf(
                    "likeness of accepted, %s: least %.3f, 1%% %.3f, 5%% %.3f, median %.3f%n",
                    kind,
                    sorted.getFirst(),
                    sorted.get(sorted.size() / 100),
                    sorted.get(sorted.size() / 20),
                    sorted.get(sorted.size() / 2));
        });
    }

    private static Citation citation(String text) {
        return new Citation(new UUID(0, 1), "a", 1, 1, 0, text.length(), text, "");
    }
}
