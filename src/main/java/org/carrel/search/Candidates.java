package org.carrel.search;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The passages that may answer, by words and by vectors, among those that a filter leaves. */
final class Candidates {

    private final IndexSearcher searcher;
    private final @Nullable Query filter;

    /**
     * @param documents to look into; all if empty
     * @param section words that the path must hold; null for any
     */
    Candidates(IndexSearcher searcher, Set<UUID> documents, @Nullable String section) {
        this.searcher = searcher;
        this.filter = filter(documents, section);
    }

    /** BM25 over the passages' text alone. */
    static Query text(List<String> terms) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        terms.forEach(term -> any.add(term(Fields.TEXT, term), Occur.SHOULD));
        return any.build();
    }

    /**
     * BM25 over text, headings and the document's name.
     *
     * @param more that raises a passage
     */
    static Query words(List<String> terms, List<Query> more, Weights weights) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        more.forEach(each -> any.add(each, Occur.SHOULD));
        for (String term : terms) {
            any.add(term(Fields.TEXT, term), Occur.SHOULD);
            any.add(new BoostQuery(term(Fields.NAME, term), weights.name()), Occur.SHOULD);
            any.add(new BoostQuery(term(Fields.PATH, term), weights.path()), Occur.SHOULD);
        }
        return any.build();
    }

    TopDocs by(Query words, int depth) throws IOException {
        Query filtered =
                filter == null
                        ? words
                        : new BooleanQuery.Builder()
                                .add(words, Occur.MUST)
                                .add(filter, Occur.FILTER)
                                .build();
        return searcher.search(filtered, depth);
    }

    /**
     * Nearest vectors.
     *
     * @param beam how many the graph is searched for, at least the depth; more of them are right
     */
    TopDocs by(float[] vector, int beam, int depth) throws IOException {
        return searcher.search(new KnnFloatVectorQuery(Fields.VECTOR, vector, beam, filter), depth);
    }

    private static @Nullable Query filter(Set<UUID> documents, @Nullable String section) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (!documents.isEmpty()) {
            all.add(in(documents), Occur.FILTER);
        }
        if (section != null) {
            Analysis.terms(section).forEach(term -> all.add(term(Fields.PATH, term), Occur.FILTER));
        }
        BooleanQuery query = all.build();
        return query.clauses().isEmpty() ? null : query;
    }

    static Query in(Set<UUID> documents) {
        return new TermInSetQuery(
                Fields.DOCUMENT,
                documents.stream().map(id -> new BytesRef(id.toString())).toList());
    }

    private static TermQuery term(String field, String term) {
        return new TermQuery(new Term(field, term));
    }
}
