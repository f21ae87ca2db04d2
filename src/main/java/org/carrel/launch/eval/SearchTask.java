package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carrel.launch.eval.EvaluationSet.Scope;

/// Searches for each question, as the server does it, by words alone, by vectors alone, and with
/// plain Lucene; each ranking has its scores.
final class SearchTask implements Task {
    private static final int LIMIT = 100;
    private static final String WORDS = "words";
    private static final String VECTORS = "vectors";
    private static final String LUCENE = "lucene";

    private final Server server;
    private final Library library;
    private final Targets targets;
    private final PlainLucene lucene;
    private final Scope scope;
    private boolean differs;

    SearchTask(Server server, Library library, Targets targets, PlainLucene lucene, Scope scope) {
        this.server = server;
        this.library = library;
        this.targets = targets;
        this.lucene = lucene;
        this.scope = scope;
    }

    @Override
    public void run(Row row) {
        Item item = row.item();
        List<String> right =
                item.files().stream().flatMap(file -> library.id(file).stream()).toList();
        if (item.files().isEmpty() || (item.marks().isEmpty() && silent(item))) {
            return; // There is nothing to be found.
        }
        Map<String, List<Passage>> rankings = new HashMap<>();
        rankings.put(Score.CARREL, search(item, "fused", right, row));
        rankings.put(WORDS, search(item, WORDS, right, row));
        rankings.put(VECTORS, search(item, VECTORS, right, row));
        rankings.put(
                LUCENE,
                lucene.find(
                        item.question(),
                        scope == Scope.DOCUMENT ? new HashSet<>(right) : Set.of(),
                        LIMIT));
        differs |= !rankings.get(WORDS).equals(rankings.get(VECTORS));
        List<Target> places = targets.of(item);
        ObjectNode shown = row.detail().putObject("passages");
        for (String system : List.of(Score.CARREL, WORDS, VECTORS, LUCENE)) {
            List<Passage> passages = rankings.getOrDefault(system, List.of());
            SearchScores scores = new SearchScores(row, system);
            if (!item.relevance().isEmpty()) {
                scores.documents(passages, relevance(item));
            }
            if (item.relevance().isEmpty()) {
                scores.passages(passages, places, right, scope == Scope.DOCUMENT);
            }
            write(shown.putArray(system), passages);
        }
    }

    @Override
    public void finish(Tally tally) {
        if (!differs) {
            tally.remark(
                    "words and vectors gave the same passages for every question: this server does"
                            + " not know `ranking`, so both columns are its usual ranking.");
        }
    }

    private static boolean silent(Item item) {
        return Boolean.TRUE.equals(item.expected().unanswerable());
    }

    private Map<String, Integer> relevance(Item item) {
        Map<String, Integer> relevance = new HashMap<>();
        // One that the server could not index is relevant and never found.
        item.relevance()
                .forEach((file, value) -> relevance.put(library.id(file).orElse(file), value));
        return relevance;
    }

    private List<Passage> search(Item item, String ranking, List<String> right, Row row) {
        ObjectNode query = Lines.MAPPER.createObjectNode();
        query.put("query", item.question()).put("limit", LIMIT).put("ranking", ranking);
        query.putArray("collections").add(library.collection());
        if (scope == Scope.DOCUMENT) {
            right.forEach(query.putArray("documents")::add);
        }
        long began = System.nanoTime();
        JsonNode answer = server.search(query);
        row.detail().withObject("/searchMs").put(ranking, (System.nanoTime() - began) / 1_000_000);
        List<Passage> passages = new ArrayList<>();
        for (JsonNode hit : answer.path("hits")) {
            passages.add(passage(hit));
        }
        return passages;
    }

    static Passage passage(JsonNode hit) {
        return new Passage(
                hit.path("documentId").asText(),
                new Range(hit.path("start").asInt(), hit.path("end").asInt()));
    }

    private void write(ArrayNode array, List<Passage> passages) {
        for (Passage passage : passages) {
            array.addArray()
                    .add(library.name(passage.document()))
                    .add(passage.range().start())
                    .add(passage.range().end());
        }
    }
}
