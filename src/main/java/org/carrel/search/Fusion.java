package org.carrel.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.Weight;

/**
 * Joins what words and what vectors found. Each passage of either list gets both scores: BM25 as a
 * share of the best, the cosine on the scale from the least to the best of them (min-max fusion;
 * Bruch, Gai, Ingber, TOIS 2023).
 */
final class Fusion {

    private final IndexSearcher searcher;
    private final double wordsShare;

    /**
     * @param wordsShare what the words decide, 0 to 1; the vectors decide the rest
     */
    Fusion(IndexSearcher searcher, double wordsShare) {
        this.searcher = searcher;
        this.wordsShare = wordsShare;
    }

    /** A passage with both scores. */
    private static final class Both {
        private final int doc;
        private double words;
        private double cosine = -1;

        Both(int doc) {
            this.doc = doc;
        }
    }

    /**
     * The best of both lists.
     *
     * @param query by which the words were found
     * @param vector by which the vectors were found
     */
    ScoreDoc[] of(Query query, TopDocs words, float[] vector, TopDocs vectors, int limit)
            throws IOException {
        Map<Integer, Both> joined = new HashMap<>();
        Stream.of(words, vectors)
                .flatMap(list -> Arrays.stream(list.scoreDocs))
                .forEach(found -> joined.computeIfAbsent(found.doc, Both::new));
        for (ScoreDoc found : words.scoreDocs) {
            both(joined, found.doc).words = found.score;
        }
        Both[] ordered = joined.values().toArray(Both[]::new);
        Arrays.sort(ordered, Comparator.comparingInt(each -> each.doc));
        complete(ordered, query, vector);
        return best(ordered, limit);
    }

    private static Both both(Map<Integer, Both> joined, int doc) {
        return joined.computeIfAbsent(doc, Both::new);
    }

    private void complete(Both[] ordered, Query query, float[] vector) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
        int at = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            if (at == ordered.length || ordered[at].doc >= end) {
                continue;
            }
            Scorer scorer = weight.scorer(leaf);
            DoubleValues similarity =
                    DoubleValuesSource.similarityToQueryVector(leaf, vector, Fields.VECTOR);
            for (; at < ordered.length && ordered[at].doc < end; at++) {
                Both each = ordered[at];
                int doc = each.doc - leaf.docBase;
                if (each.words == 0 && scorer != null && scorer.iterator().docID() <= doc) {
                    boolean there =
                            scorer.iterator().docID() == doc
                                    || scorer.iterator().advance(doc) == doc;
                    each.words = there ? scorer.score() : 0;
                }
                // Lucene's score is (1 + cosine) / 2.
                each.cosine = similarity.advanceExact(doc) ? 2 * similarity.doubleValue() - 1 : -1;
            }
        }
    }

    private ScoreDoc[] best(Both[] all, int limit) {
        double mostWords = Arrays.stream(all).mapToDouble(each -> each.words).max().orElse(0);
        double most = Arrays.stream(all).mapToDouble(each -> each.cosine).max().orElse(0);
        double least = Arrays.stream(all).mapToDouble(each -> each.cosine).min().orElse(0);
        return Arrays.stream(all)
                .map(each -> {
                    double words = mostWords == 0 ? 0 : each.words / mostWords;
                    double meaning = most == least ? 1 : (each.cosine - least) / (most - least);
                    double score = wordsShare * words + (1 - wordsShare) * meaning;
                    return new ScoreDoc(each.doc, (float) score);
                })
                // Ties by place in the index, as Lucene breaks them.
                .sorted(
                        Comparator.comparingDouble((ScoreDoc each) -> -each.score)
                                .thenComparingInt(each -> each.doc))
                .limit(limit)
                .toArray(ScoreDoc[]::new);
    }
}
