package org.carrel.summary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.carrel.document.ReadableText;
import org.carrel.document.StoredText;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passages;

/**
 * Measures summaries of talks against the notes that clinicians wrote of them (ACI-Bench: Yim et
 * al., 2023), by ROUGE-1, 2 and L (Lin, 2004; F1, words in lower case, not stemmed), beside the
 * transcript itself and the note of the most similar other talk.
 *
 * <p>{@code ./mvnw -pl src -am test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=org.carrel.summary.SummaryCheck -Dexec.args="FOLDER held-out"}; {@code FOLDER
 * development show NAME} prints one summary.
 *
 * <p>FOLDER has {@code dialogues} and {@code notes} with files of the same names. A talk is held
 * out when the CRC-32 of its file's name is odd.
 */
public final class SummaryCheck {

    private SummaryCheck() {}

    private record Pair(String name, String talk, String note) {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        boolean heldOut = args.length > 1 && args[1].equals("held-out");
        List<Pair> all = pairs(folder);
        if (args.length > 3 && args[2].equals("show")) {
            all.stream()
                    .filter(pair -> pair.name().startsWith(args[3]))
                    .forEach(pair -> System.out.println(summary(pair.talk())));
            return;
        }
        List<Pair> some = all.stream().filter(pair -> heldOut(pair.name()) == heldOut).toList();
        System.out.printf("%d talks, %s%n", some.size(), heldOut ? "held out" : "development");
        print("transcript", some, Pair::talk);
        print("nearest other note", some, pair -> nearest(pair, all).note());
        print("summary", some, pair -> summary(pair.talk()));
        if (args.length > 2 && args[2].equals("each")) {
            for (Pair pair : some) {
                print(pair.name(), List.of(pair), each -> summary(each.talk()));
            }
        }
    }

    private static boolean heldOut(String name) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % 2 == 1;
    }

    private static List<Pair> pairs(Path folder) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        try (Stream<Path> talks = Files.list(folder.resolve("dialogues"))) {
            for (Path talk : talks.sorted().toList()) {
                String name = String.valueOf(talk.getFileName());
                pairs.add(
                        new Pair(
                                name,
                                Files.readString(talk),
                                Files.readString(folder.resolve("notes").resolve(name))));
            }
        }
        return pairs;
    }

    static String summary(String talk) {
        Draft draft = VisitDraft.of(text(talk), Watch.NONE, () -> false);
        StringBuilder text = new StringBuilder();
        for (Draft.Section section : draft.sections()) {
            if (!section.lines().isEmpty()) {
                text.append(section.name()).append("\n\n");
                section.lines().forEach(line -> text.append(line.text()).append('\n'));
                text.append('\n');
            }
        }
        return text.toString();
    }

    static ReadableText text(String text) {
        List<Page> pages = List.of(new Page(1, 0, text.length()));
        return new ReadableText(
                new UUID(0, 1),
                new UUID(0, 2),
                "talk.txt",
                1,
                1,
                null,
                true,
                new StoredText(text, pages, List.of()),
                Passages.of(text, pages, List.of(), List.of()).stream()
                        .map(each -> new ReadableText.Place(each.page(), each.start(), each.end()))
                        .toList());
    }

    /** By the cosine of their words' counts, weighed by rarity. */
    private static Pair nearest(Pair pair, List<Pair> all) {
        Map<String, Integer> in = new HashMap<>();
        all.forEach(each ->
                new HashSet<>(words(each.talk())).forEach(word -> in.merge(word, 1, Integer::sum)));
        Map<String, Double> own = weights(pair.talk(), in, all.size());
        Pair best = pair;
        double most = -1;
        for (Pair other : all) {
            double likeness =
                    other.equals(pair) ? -1 : cosine(own, weights(other.talk(), in, all.size()));
            if (likeness > most) {
                most = likeness;
                best = other;
            }
        }
        return best;
    }

    private static Map<String, Double> weights(String text, Map<String, Integer> in, int size) {
        Map<String, Double> weights = new HashMap<>();
        words(text)
                .forEach(word ->
                        weights.merge(
                                word,
                                Math.log((double) size / in.getOrDefault(word, 1)),
                                Double::sum));
        return weights;
    }

    private static double cosine(Map<String, Double> one, Map<String, Double> other) {
        double dot = 0;
        for (Map.Entry<String, Double> each : one.entrySet()) {
            dot += each.getValue() * other.getOrDefault(each.getKey(), 0.0);
        }
        return dot / Math.max(1e-9, norm(one) * norm(other));
    }

    private static double norm(Map<String, Double> weights) {
        return Math.sqrt(weights.values().stream().mapToDouble(each -> each * each).sum());
    }

    private static void print(String what, List<Pair> pairs, Function<Pair, String> made) {
        double[] sum = new double[4];
        for (Pair pair : pairs) {
            List<String> is = words(made.apply(pair));
            List<String> should = words(pair.note());
            sum[0] += overlap(is, should, 1);
            sum[1] += overlap(is, should, 2);
            sum[2] += common(is, should);
            sum[3] += (double) is.size() / should.size();
        }
        System.out.printf(
                Locale.ROOT,
                "%-22s ROUGE-1 %.3f  ROUGE-2 %.3f  ROUGE-L %.3f  length %.2f%n",
                what,
                sum[0] / pairs.size(),
                sum[1] / pairs.size(),
                sum[2] / pairs.size(),
                sum[3] / pairs.size());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static double overlap(List<String> is, List<String> should, int n) {
        Map<List<String>, Integer> left = new HashMap<>();
        for (int i = 0; i + n <= should.size(); i++) {
            left.merge(should.subList(i, i + n), 1, Integer::sum);
        }
        int hits = 0;
        for (int i = 0; i + n <= is.size(); i++) {
            List<String> gram = is.subList(i, i + n);
            if (left.getOrDefault(gram, 0) > 0) {
                left.merge(gram, -1, Integer::sum);
                hits++;
            }
        }
        return f1(hits, is.size() - n + 1, should.size() - n + 1);
    }

    private static double common(List<String> is, List<String> should) {
        int[] before = new int[should.size() + 1];
        for (String word : is) {
            int[] now = new int[should.size() + 1];
            for (int j = 1; j <= should.size(); j++) {
                now[j] =
                        word.equals(should.get(j - 1))
                                ? before[j - 1] + 1
                                : Math.max(before[j], now[j - 1]);
            }
            before = now;
        }
        return f1(before[should.size()], is.size(), should.size());
    }

    private static double f1(int hits, int is, int should) {
        return hits == 0 ? 0 : 2.0 * hits / (is + should);
    }
}
