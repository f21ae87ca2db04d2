package org.carrel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.carrel.launch.eval.Server;
import org.carrel.search.Found;
import org.carrel.search.Hit;

/**
 * Fits {@code addressed.tsv}: each question of a set over all its documents, and once more over all
 * but the one that answers it, when whatever comes first does not speak of it.
 *
 * <p>To run: as {@link EvidenceBench}, after it, with the folder of PubMedQA, the folder that
 * {@link EvidenceBench} kept things in, and the folder to write the table to; {@code -} writes
 * nothing. Fitted on questions whose document's file name has an even CRC-32; the other half is
 * measured.
 */
final class AddressedFit {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final double PENALTY = 1;

    private record Item(Map<String, Double> features, boolean addressed, boolean held) {}

    private AddressedFit() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path set = Path.of(arguments[0]);
        List<Item> items;
        try (InProcess process = InProcess.in(Path.of(arguments[1]))) {
            items = items(set, process);
        }
        LogisticModel model = LogisticModel.read("addressed.tsv");
        if (!arguments[2].equals("-")) {
            List<String> table = new ArrayList<>();
            table.add("# Weights of standardised features. Written by AddressedFit; see ADR 22.");
            table.addAll(
                    LogisticFit.fit(
                            items.stream()
                                    .filter(item -> !item.held())
                                    .map(item ->
                                            new LogisticFit.Example(
                                                    item.features(), side(item.addressed())))
                                    .toList(),
                            List.of(side(true), side(false)),
                            PENALTY));
            Files.write(Path.of(arguments[2]).resolve("addressed.tsv"), table);
            model = LogisticModel.parse(table);
        }
        for (boolean held : List.of(false, true)) {
            measure(model, items.stream().filter(item -> item.held() == held).toList(), held);
        }
        System.exit(0);
    }

    private static Verdict.Side side(boolean addressed) {
        return addressed ? Verdict.Side.YES : Verdict.Side.NONE;
    }

    private static List<Item> items(Path set, InProcess process) throws IOException {
        String collection = process.collection("Evaluation: " + set.getFileName());
        Map<String, Server.Stored> documents = process.documents(collection);
        List<Item> items = new ArrayList<>();
        for (String line : Files.readAllLines(set.resolve("questions.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            Path file = set.resolve(node.path("file").asText());
            Server.Stored own =
                    Objects.requireNonNull(documents.get(InProcess.sha256(file)), "not indexed");
            boolean held = EvidenceSet.isHeldOut(file.getFileName().toString());
            for (boolean without : List.of(false, true)) {
                ObjectNode query = JSON.createObjectNode().put("limit", 60);
                query.put("query", node.path("question").asText());
                query.putArray("collections").add(collection);
                if (without) {
                    var within = query.putArray("documents");
                    documents.values().stream()
                            .filter(each -> !each.equals(own))
                            .forEach(each -> within.add(each.id()));
                }
                Found found = process.found(query);
                List<Hit> first =
                        found.hits().stream()
                                .filter(hit ->
                                        hit.documentId()
                                                .equals(found.hits().getFirst().documentId()))
                                .toList();
                items.add(
                        new Item(
                                Addressed.features(Asked.of(found), first),
                                first.getFirst().documentId().toString().equals(own.id()),
                                held));
            }
        }
        return items;
    }

    private static void measure(LogisticModel model, List<Item> items, boolean held) {
        for (double from : new double[] {0.1, 0.2, 0.3, 0.4, 0.5}) {
            int[] refused = new int[2];
            int[] all = new int[2];
            for (Item item : items) {
                int column = item.addressed() ? 0 : 1;
                all[column]++;
                double likely = model.weigh(item.features()).getOrDefault(Verdict.Side.YES, 0.0);
                refused[column] += likely < from ? 1 : 0;
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s below %.1f: of %d addressed %.3f, of %d others %.3f%n",
                    held ? "held-out" : "development",
                    from,
                    all[0],
                    (double) refused[0] / all[0],
                    all[1],
                    (double) refused[1] / all[1]);
        }
    }
}
