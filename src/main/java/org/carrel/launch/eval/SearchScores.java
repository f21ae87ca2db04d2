package org.carrel.launch.eval;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// All scores of one ranking of passages for one item.
final class SearchScores {
    static final String NDCG = "nDCG@10";
    static final String WRONG_DOCUMENTS = "wrong documents@";
    static final String RECALL = "recall@";

    /// Those of LegalBench-RAG.
    static final List<Integer> CUTS = List.of(1, 2, 4, 8, 16, 32, 64);

    private final Row row;
    private final String system;

    SearchScores(Row row, String system) {
        this.row = row;
        this.system = system;
    }

    /// @param relevance by the server's ids
    void documents(List<Passage> passages, Map<String, Integer> relevance) {
        // A document stands where the best of its passages does.
        List<String> ranking = passages.stream().map(Passage::document).distinct().toList();
        DocumentScores scores = new DocumentScores(relevance);
        add(NDCG, scores.ndcg(ranking, 10));
        add("MRR", scores.reciprocalRank(ranking));
        for (int k : List.of(1, 10, 100)) {
            add("document recall@" + k, scores.recall(ranking, k));
        }
    }

    /// @param right the server's ids of the documents that answer
    /// @param alone whether nothing else was searched, so that no document can be wrong
    void passages(List<Passage> passages, List<Target> targets, List<String> right, boolean alone) {
        PassageScores scores = new PassageScores(targets, new HashSet<>(right));
        if (!targets.isEmpty()) {
            at(RECALL, passages, scores::recall);
            at("precision@", passages, scores::precision);
        }
        if (!alone) {
            at("document hit@", passages, first -> scores.hitsDocument(first) ? 1 : 0);
            at(WRONG_DOCUMENTS, passages, scores::wrongDocuments);
        }
    }

    private void at(String metric, List<Passage> passages, ToDoubleFunction<List<Passage>> score) {
        for (int k : CUTS) {
            List<Passage> first = passages.subList(0, Math.min(k, passages.size()));
            add(metric + k, score.applyAsDouble(first));
        }
    }

    private void add(String metric, double value) {
        row.add(Score.of(metric, system, value));
    }
}
