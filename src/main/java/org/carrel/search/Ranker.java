package org.carrel.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.VectorUtil;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.terms.Identifier;
import org.carrel.search.terms.Identifiers;

/**
 * Ranks the passages of one reader: first the documents that the question names, then candidates by
 * words and by vectors, then both joined.
 */
final class Ranker {

    private static final int MAX_TERMS = 64;

    private final EmbeddingModel embeddings;
    private final Wording wording;
    private final InstalledReranker reranker;
    private final int candidates;
    private final Weights weights;

    /**
     * @param candidates passages that each of words and vectors hands to the fusion
     */
    Ranker(
            EmbeddingModel embeddings,
            Wording wording,
            InstalledReranker reranker,
            int candidates,
            Weights weights) {
        this.embeddings = embeddings;
        this.wording = wording;
        this.reranker = reranker;
        this.candidates = candidates;
        this.weights = weights;
    }

    /**
     * @param encoder by which the passages were indexed
     */
    Found of(IndexReader reader, Query query, Encoder encoder) throws IOException {
        if (reader.numDocs() == 0) {
            Focus none = Focus.none(query.text());
            return new Found(List.of(), 0, Map.of(), query.vector(), none, Reranking.NONE);
        }
        OnceSearcher searcher = new OnceSearcher(reader);
        Focus focus =
                query.ranking() == Ranking.FUSED
                        ? Naming.of(searcher, query.filter().documents(), query.text())
                        : Focus.none(query.text());
        Asked asked = asked(query, focus, encoder);
        ScoreDoc[] ranked = ranked(searcher, query.atLeast(reranker.depth(query)), focus, asked);
        InstalledReranker.Ordered ordered =
                reranker.order(query, Hits.of(searcher, ranked, asked.near(), asked.exact()));
        return new Found(
                encoder.isShipped() ? ordered.hits() : compared(ordered.hits(), asked.vector()),
                documents(searcher, query.filter().documents()),
                rarity(searcher, asked.terms()),
                asked.vector(),
                focus,
                ordered.reranking());
    }

    /**
     * What is left of a question when the documents that it names are known.
     *
     * @param vector by the model that comes with Carrel, by whose cosines answers are judged
     * @param near the vector by the encoder that finds
     */
    private record Asked(
            String text,
            List<String> terms,
            List<Identifier> identifiers,
            float[] vector,
            float[] near,
            Exact exact) {}

    private Asked asked(Query query, Focus focus, Encoder encoder) {
        String rest = focus.rest();
        List<Identifier> identifiers = Identifiers.of(rest);
        float[] vector = rest.equals(query.text()) ? query.vector() : embeddings.embedQuery(rest);
        return new Asked(
                rest,
                Analysis.questionTerms(rest).stream().limit(MAX_TERMS).toList(),
                identifiers,
                vector,
                encoder.isShipped() ? vector : encoder.model().embedQuery(rest),
                Exact.in(rest, identifiers));
    }

    /** Hits of another encoder, with the cosines that answers are judged by. */
    private List<Hit> compared(List<Hit> hits, float[] question) {
        List<float[]> vectors = embeddings.embedPassages(hits.stream().map(Hit::text).toList());
        return IntStream.range(0, hits.size())
                .mapToObj(i ->
                        hits.get(i).withSimilarity(VectorUtil.dotProduct(question, vectors.get(i))))
                .toList();
    }

    private ScoreDoc[] ranked(IndexSearcher searcher, Query query, Focus focus, Asked asked)
            throws IOException {
        Set<UUID> documents =
                focus.documents().isEmpty() ? query.filter().documents() : focus.documents();
        Candidates within = new Candidates(searcher, documents, query.filter().section());
        int depth = Math.max(candidates, query.limit());
        return switch (query.ranking()) {
            case WORDS -> within.by(Candidates.text(asked.terms()), query.limit()).scoreDocs;
            case VECTORS -> within.by(asked.near(), depth, query.limit()).scoreDocs;
            case FUSED -> fused(searcher, within, asked, depth, query.limit());
        };
    }

    private ScoreDoc[] fused(
            IndexSearcher searcher, Candidates within, Asked asked, int depth, int limit)
            throws IOException {
        var words =
                Candidates.words(
                        asked.terms(), wording.of(asked.text(), asked.identifiers()), weights);
        ScoreDoc[] fused =
                new Fusion(searcher, weights.words())
                        .of(
                                words,
                                within.by(words, depth),
                                asked.near(),
                                within.by(asked.near(), depth, depth),
                                limit);
        if (asked.exact().isEmpty()) {
            return fused;
        }
        var plain = Candidates.words(asked.terms(), List.of(), weights);
        return Exact.first(
                within.by(asked.exact().query(plain), limit),
                new TopDocs(new TotalHits(fused.length, TotalHits.Relation.EQUAL_TO), fused),
                limit);
    }

    /** Number of documents that are looked into; a section is looked for in each of them. */
    private static int documents(IndexSearcher searcher, Set<UUID> documents) throws IOException {
        TermQuery first = new TermQuery(new Term(Fields.FIRST, Fields.TRUE));
        if (documents.isEmpty()) {
            return searcher.count(first);
        }
        return searcher.count(
                new BooleanQuery.Builder()
                        .add(first, Occur.FILTER)
                        .add(Candidates.in(documents), Occur.FILTER)
                        .build());
    }

    private static Map<String, Double> rarity(OnceSearcher searcher, List<String> terms)
            throws IOException {
        int passages = searcher.getIndexReader().numDocs();
        Map<String, Double> rarity = new HashMap<>();
        for (String term : terms) {
            int df = searcher.frequency(new Term(Fields.TEXT, term));
            // One is added so that in a collection of one document every word still weighs.
            rarity.put(term, 1 + Math.log(1 + (passages - df + 0.5) / (df + 0.5)));
        }
        return rarity;
    }
}
