package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carrel.launch.eval.EvaluationSet.Kind;
import org.carrel.launch.eval.EvaluationSet.Scope;

/// A set in the form of BEIR (Thakur et al., arXiv 2104.08663): `corpus.jsonl`, `queries.jsonl`,
/// `qrels/*.tsv`. Each row of the corpus is sent as a small text, its title above it. Queries
/// without a judgement are left out.
final class BeirForm implements SetForm {
    @Override
    public boolean fits(Path folder) {
        return Files.isRegularFile(folder.resolve("corpus.jsonl"))
                && Files.isRegularFile(folder.resolve("queries.jsonl"))
                && Files.isDirectory(folder.resolve("qrels"));
    }

    @Override
    public EvaluationSet read(Path folder) {
        List<SetDocument> documents = new ArrayList<>();
        for (JsonNode row : Lines.objects(folder.resolve("corpus.jsonl"))) {
            String title = Lines.text(row.path("title")).strip();
            String text = Lines.text(row.path("text"));
            documents.add(
                    SetDocument.text(
                            file(row.required("_id").asText()),
                            title.isEmpty() ? text : title + "\n\n" + text));
        }
        Map<String, Map<String, Integer>> relevance = relevance(folder.resolve("qrels"));
        String name = SetForm.name(folder);
        List<Item> items = new ArrayList<>();
        for (JsonNode query : Lines.objects(folder.resolve("queries.jsonl"))) {
            String id = query.required("_id").asText();
            Map<String, Integer> relevant = relevance.getOrDefault(id, Map.of());
            if (relevant.values().stream().anyMatch(each -> each > 0)) {
                items.add(
                        new Item(
                                id,
                                name,
                                id,
                                query.required("text").asText(),
                                List.copyOf(relevant.keySet()),
                                List.of(),
                                relevant,
                                Item.Expected.NOTHING,
                                null));
            }
        }
        return new EvaluationSet(
                name,
                documents,
                Map.of(),
                items,
                List.of(Kind.SEARCH),
                Scope.COLLECTION,
                Map.of(),
                name.startsWith("scifact")
                        ? List.of(Aim.atLeast(SearchScores.NDCG, 0.76))
                        : PlainForm.aims(folder.resolve("aims.json")));
    }

    private static Map<String, Map<String, Integer>> relevance(Path folder) {
        Map<String, Map<String, Integer>> relevance = new HashMap<>();
        for (Path file : Lines.files(folder, "*.tsv")) {
            for (String line : Lines.text(file).split("\r?\n", -1)) {
                String[] fields = line.split("\t", -1);
                // The first line names the fields.
                if (fields.length == 3 && fields[2].matches("-?\\d+")) {
                    relevance
                            .computeIfAbsent(fields[0], key -> new HashMap<>())
                            .put(file(fields[1]), Integer.valueOf(fields[2]));
                }
            }
        }
        return relevance;
    }

    private static String file(String id) {
        return id + ".txt";
    }
}
