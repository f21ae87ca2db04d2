package org.carrel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.carrel.ingest.Span;

/**
 * Fits the tables of {@link Verdicts} on the development halves of two public sets and measures
 * them on the held-out halves. A document is held out when the CRC-32 of its file's name is odd.
 *
 * <pre>
 * java -cp TEST-CLASSPATH org.carrel.answer.VerdictFit DATA FOLDER
 * </pre>
 *
 * <p>DATA holds the folders {@code pubmedqa} and {@code contractnli}; the tables are written into
 * FOLDER. With {@code -} for FOLDER nothing is written and the tables in use are measured.
 */
final class VerdictFit {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Quotes as they are made of a document that is read as one passage. */
    private record Item(
            String question, List<Citation> evidence, Verdict.Side says, boolean held) {}

    private VerdictFit() {}

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        List<Item> study = read(data.resolve("pubmedqa"), "", "question", "answer");
        List<Item> covenant = read(data.resolve("contractnli"), "txt/", "hypothesis", "label");
        List<Verdict.Side> open = List.of(Verdict.Side.YES, Verdict.Side.NO, Verdict.Side.MAYBE);
        List<Verdict.Side> silent = List.of(Verdict.Side.YES, Verdict.Side.NO, Verdict.Side.NONE);
        if (arguments[1].equals("-")) {
            measure("study", study, open);
            measure("covenant", covenant, silent);
            return;
        }
        Path folder = Path.of(arguments[1]);
        fit(
                folder.resolve("verdict-study.tsv"),
                study,
                open,
                i -> new StudyVerdict(i.question(), Reading.of(i.evidence())).features(),
                30);
        fit(
                folder.resolve("verdict-covenant.tsv"),
                covenant,
                silent,
                i -> new CovenantVerdict(i.question(), Reading.of(i.evidence())).features(),
                10);
    }

    private static void fit(
            Path file,
            List<Item> items,
            List<Verdict.Side> sides,
            Function<Item, Map<String, Double>> features,
            double penalty)
            throws IOException {
        List<LogisticFit.Example> examples =
                items.stream()
                        .filter(item -> !item.held())
                        .map(i -> new LogisticFit.Example(features.apply(i), i.says()))
                        .toList();
        List<String> lines = new ArrayList<>();
        lines.add("# Weights of standardised features. Written by VerdictFit; see ADR 22.");
        lines.addAll(LogisticFit.fit(examples, sides, penalty));
        Files.write(file, lines);
    }

    /** Through {@link Verdicts#of}, with the tables in use. */
    private static void measure(String name, List<Item> items, List<Verdict.Side> sides) {
        for (boolean held : List.of(false, true)) {
            Map<Verdict.Side, Map<Verdict.Side, Integer>> counts =
                    new EnumMap<>(Verdict.Side.class);
            for (Item item : items) {
                if (item.held() == held) {
                    counts.computeIfAbsent(item.says(), s -> new EnumMap<>(Verdict.Side.class))
                            .merge(
                                    Verdicts.of(item.question(), item.evidence()).says(),
                                    1,
                                    Integer::sum);
                }
            }
            print(name + (held ? " held-out" : " development"), counts, sides);
        }
        long asked = items.stream().filter(i -> Verdicts.isAsked(i.question())).count();
        print("read as yes/no questions: %.3f%n", (double) asked / items.size());
    }

    private static void print(
            String title,
            Map<Verdict.Side, Map<Verdict.Side, Integer>> counts,
            List<Verdict.Side> sides) {
        int all = 0;
        int right = 0;
        double measure = 0;
        print("%s: a row a right answer, columns yes, no, maybe, none%n", title);
        for (Verdict.Side side : sides) {
            int found = 0;
            int said = 0;
            int hit = count(counts, side, side);
            for (Verdict.Side other : Verdict.Side.values()) {
                found += count(counts, side, other);
                said += count(counts, other, side);
                print("%6d", count(counts, side, other));
            }
            print("  %s%n", side.name().toLowerCase(Locale.ROOT));
            all += found;
            right += hit;
            measure += found + said == 0 ? 0 : 2.0 * hit / (found + said);
        }
        print(
                "accuracy %.3f macro-F1 %.3f of %d%n",
                (double) right / all, measure / sides.size(), all);
    }

    private static int count(
            Map<Verdict.Side, Map<Verdict.Side, Integer>> counts,
            Verdict.Side right,
            Verdict.Side said) {
        return counts.getOrDefault(right, Map.of()).getOrDefault(said, 0);
    }

    private static List<Item> read(Path set, String folder, String asked, String label)
            throws IOException {
        List<Item> items = new ArrayList<>();
        for (String line : Files.readAllLines(set.resolve("questions.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            Path file = set.resolve(folder + node.path("file").asText().replaceFirst("^txt/", ""));
            CRC32 sum = new CRC32();
            sum.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            items.add(
                    new Item(
                            node.path(asked).asText(),
                            quotes(Files.readString(file)),
                            side(node.path(label).asText()),
                            sum.getValue() % 2 == 1));
        }
        return items;
    }

    private static Verdict.Side side(String label) {
        return switch (label) {
            case "yes", "Entailment" -> Verdict.Side.YES;
            case "no", "Contradiction" -> Verdict.Side.NO;
            case "maybe" -> Verdict.Side.MAYBE;
            default -> Verdict.Side.NONE;
        };
    }

    private static List<Citation> quotes(String text) {
        List<Citation> quotes = new ArrayList<>();
        for (Span span : Statements.of(text)) {
            String quote = text.substring(span.start(), span.end());
            quotes.add(new Citation(new UUID(0, 0), "", 1, 1, span.start(), span.end(), quote, ""));
        }
        return quotes;
    }

    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }
}
