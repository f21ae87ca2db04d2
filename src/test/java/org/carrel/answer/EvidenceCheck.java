package org.carrel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;

/**
 * Measures extractive answers over a folder of annotated contracts, with each question's document
 * given: page hits of the first citation, refusals at several settings of {@code
 * carrel.answer.hedge-from}, and how true the strengths are.
 *
 * <p>To run: {@code ./mvnw -q -pl src -am test-compile}, then this class with the module's test
 * class path, the folder and {@code dev} or {@code held}, such as by {@code ./mvnw -q -pl src
 * exec:java -Dexec.classpathScope=test -Dexec.mainClass=org.carrel.answer.EvidenceCheck
 * -Dexec.args="FOLDER held"}.
 */
public final class EvidenceCheck {

    private static final int BINS = 10;

    private final List<Outcome> outcomes = new ArrayList<>();

    private EvidenceCheck() {}

    private record Outcome(String category, boolean answerable, boolean hit, double strength) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean heldOut = arguments.length < 2 || arguments[1].equals("held");
        Path work = Files.createTempDirectory("evidence");
        try (EmbeddingModel model = Models.openEmbeddingModel(new RuntimeSettings(work, 1, 2, 1));
                EvidenceSet set = new EvidenceSet(Path.of(arguments[0]), heldOut)) {
            new EvidenceCheck().run(set, model);
        }
        System.exit(0);
    }

    private void run(EvidenceSet set, EmbeddingModel model)
            throws IOException, InterruptedException {
        Strength strength = Strength.standard();
        Weighing weighing = new Weighing(model, strength);
        for (JsonNode question : set.questions()) {
            Asked asked = set.asked(question);
            List<Weighing.Candidate> weighed =
                    weighing.strongest(
                            asked,
                            model.embedQuery(asked.question()),
                            weighing.all(asked, set.passages(question)));
            boolean hit =
                    !weighed.isEmpty()
                            && EvidenceSet.isOnPage(question, weighed.getFirst().statement().hit());
            outcomes.add(
                    new Outcome(
                            question.path("category").asText(),
                            EvidenceSet.isAnswerable(question),
                            hit,
                            weighed.isEmpty()
                                    ? 0
                                    : strength.probability(weighed.getFirst().weight())));
        }
        print();
    }

    private void print() {
        System.out.printf("%-40s %10s %8s %12s%n", "category", "answerable", "page hit", "silent");
        Map<String, List<Outcome>> byCategory = new TreeMap<>();
        outcomes.forEach(each ->
                byCategory.computeIfAbsent(each.category(), name -> new ArrayList<>()).add(each));
        byCategory.forEach((name, some) -> {
            long answerable = some.stream().filter(Outcome::answerable).count();
            long hits = some.stream().filter(Outcome::hit).count();
            System.out.printf(
                    "%-40s %10d %8d %12d%n", name, answerable, hits, some.size() - answerable);
        });
        long answerable = outcomes.stream().filter(Outcome::answerable).count();
        System.out.printf(
                "page hit of the first citation, none refused: %.3f of %d%n",
                outcomes.stream().filter(Outcome::hit).count() / (double) answerable, answerable);
        for (double from = 0.1; from < 0.75; from += 0.05) {
            printRefusals(from);
        }
        System.out.printf("expected calibration error %.3f%n", calibrationError());
    }

    private void printRefusals(double from) {
        long silent = outcomes.stream().filter(each -> !each.answerable()).count();
        long rightly =
                outcomes.stream()
                        .filter(each -> !each.answerable() && each.strength() < from)
                        .count();
        long wrongly =
                outcomes.stream()
                        .filter(each -> each.answerable() && each.strength() < from)
                        .count();
        long answered =
                outcomes.stream()
                        .filter(each -> each.answerable() && each.strength() >= from)
                        .count();
        long hits = outcomes.stream().filter(each -> each.hit() && each.strength() >= from).count();
        System.out.printf(
                "hedge-from %.2f: unanswerable refused %.3f, wrong refusals %.3f, page hit of"
                        + " answered %.3f%n",
                from,
                rightly / (double) silent,
                wrongly / (double) (outcomes.size() - silent),
                hits / (double) answered);
    }

    /** Mean distance of what was said and what came true, over bins of strength. */
    private double calibrationError() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double low = bin / (double) BINS;
            double high = bin == BINS - 1 ? 2 : (bin + 1.0) / BINS;
            List<Outcome> some =
                    outcomes.stream()
                            .filter(each -> each.strength() >= low && each.strength() < high)
                            .toList();
            double said = some.stream().mapToDouble(Outcome::strength).sum();
            double came = some.stream().filter(Outcome::hit).count();
            error += Math.abs(said - came) / outcomes.size();
        }
        return error;
    }
}
