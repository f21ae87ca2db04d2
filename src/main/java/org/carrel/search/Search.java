package org.carrel.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.carrel.access.ReadableCollections;
import org.jspecify.annotations.Nullable;

/** Finds the passages nearest to a question, in what its asker may read. */
@ApplicationScoped
public class Search {

    /** Longest question, in UTF-16 units: beyond it nothing a person asks is lost. */
    public static final int MAX_QUESTION = 2_000;

    private static final int MAX_TERMS = 64;
    private static final float NAME_BOOST = 0.5f;
    private static final float PATH_BOOST = 0.3f;

    /** The constant of reciprocal rank fusion (Cormack, Clarke, Buettcher, SIGIR 2009). */
    private static final int RRF_K = 60;

    private final Readers readers;
    private final int candidates;

    Search(Readers readers, SearchConfig config) {
        this.readers = readers;
        this.candidates = config.candidates();
    }

    /**
     * Searches.
     *
     * @param scope what may be read; nothing else is opened
     * @param question at most {@link #MAX_QUESTION} long; every character is text, none is syntax
     * @param vector of the question, by the model that the passages were indexed with
     * @param documents to look into; all if empty
     * @param versions of those documents
     * @param limit most hits
     */
    public Found find(
            ReadableCollections scope,
            String question,
            float[] vector,
            Set<UUID> documents,
            Versions versions,
            int limit) {
        List<String> terms = Analysis.questionTerms(question).stream().limit(MAX_TERMS).toList();
        try (MultiReader reader = readers.over(scope.ids(), versions)) {
            if (reader.numDocs() == 0) {
                return new Found(List.of(), 0, Map.of());
            }
            IndexSearcher searcher = new IndexSearcher(reader);
            Query filter = documents.isEmpty() ? null : in(documents);
            TopDocs fused = fuse(searcher, terms, vector, filter, limit);
            return new Found(
                    hits(searcher, fused, vector),
                    count(searcher, filter),
                    rarity(searcher.getIndexReader(), terms));
        } catch (IOException e) {
            throw new UncheckedIOException("reading an index", e);
        }
    }

    private TopDocs fuse(
            IndexSearcher searcher,
            List<String> terms,
            float[] vector,
            @Nullable Query filter,
            int limit)
            throws IOException {
        int depth = Math.max(candidates, limit);
        TopDocs words = searcher.search(words(terms, filter), depth);
        TopDocs vectors =
                searcher.search(
                        new KnnFloatVectorQuery(Fields.VECTOR, vector, depth, filter), depth);
        return TopDocs.rrf(limit, RRF_K, new TopDocs[] {words, vectors});
    }

    private static Query words(List<String> terms, @Nullable Query filter) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String term : terms) {
            any.add(new TermQuery(new Term(Fields.TEXT, term)), BooleanClause.Occur.SHOULD);
            Query name = new TermQuery(new Term(Fields.NAME, term));
            any.add(new BoostQuery(name, NAME_BOOST), BooleanClause.Occur.SHOULD);
            Query path = new TermQuery(new Term(Fields.PATH, term));
            any.add(new BoostQuery(path, PATH_BOOST), BooleanClause.Occur.SHOULD);
        }
        if (filter == null) {
            return any.build();
        }
        return new BooleanQuery.Builder()
                .add(any.build(), BooleanClause.Occur.MUST)
                .add(filter, BooleanClause.Occur.FILTER)
                .build();
    }

    private static Query in(Set<UUID> documents) {
        return new TermInSetQuery(
                Fields.DOCUMENT,
                documents.stream().map(id -> new BytesRef(id.toString())).toList());
    }

    private static int count(IndexSearcher searcher, @Nullable Query filter) throws IOException {
        Query first = new TermQuery(new Term(Fields.FIRST, Fields.TRUE));
        if (filter == null) {
            return searcher.count(first);
        }
        return searcher.count(
                new BooleanQuery.Builder()
                        .add(first, BooleanClause.Occur.FILTER)
                        .add(filter, BooleanClause.Occur.FILTER)
                        .build());
    }

    private static Map<String, Double> rarity(IndexReader reader, List<String> terms)
            throws IOException {
        Map<String, Double> rarity = new HashMap<>();
        for (String term : terms) {
            int df = reader.docFreq(new Term(Fields.TEXT, term));
            // One is added so that in a collection of one document every word still weighs.
            rarity.put(term, 1 + Math.log(1 + (reader.numDocs() - df + 0.5) / (df + 0.5)));
        }
        return rarity;
    }

    private static List<Hit> hits(IndexSearcher searcher, TopDocs found, float[] vector)
            throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc scored : found.scoreDocs) {
            Document document = searcher.storedFields().document(scored.doc);
            double similarity = similarity(searcher, scored.doc, vector);
            hits.add(hit(document, scored.score, similarity));
        }
        return hits;
    }

    private static Hit hit(Document document, double score, double similarity) {
        return new Hit(
                UUID.fromString(document.get(Fields.COLLECTION)),
                UUID.fromString(document.get(Fields.DOCUMENT)),
                document.get(Fields.NAME),
                Fields.version(document),
                number(document, Fields.PAGE),
                number(document, Fields.START),
                number(document, Fields.END),
                document.get(Fields.TEXT),
                path(document),
                score,
                similarity);
    }

    /** An index that was written before passages had paths has none. */
    private static String path(Document document) {
        String path = document.get(Fields.PATH);
        return path == null ? "" : path;
    }

    private static int number(Document document, String field) {
        return document.getField(field).numericValue().intValue();
    }

    private static double similarity(IndexSearcher searcher, int doc, float[] vector)
            throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        DoubleValues values =
                DoubleValuesSource.similarityToQueryVector(leaf, vector, Fields.VECTOR);
        // Lucene's score is (1 + cosine) / 2.
        return values.advanceExact(doc - leaf.docBase) ? 2 * values.doubleValue() - 1 : -1;
    }
}
