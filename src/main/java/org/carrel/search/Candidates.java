package org.carrel.search;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
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

    private static final float NAME_BOOST = 0.5f;
    private static final float PATH_BOOST = 0.3f;

    private final IndexSearcher searcher;
    private final Filter wanted;
    private final @Nullable Query filter;

    Candidates(IndexSearcher searcher, Filter filter) {
        this.searcher = searcher;
        this.wanted = filter;
        this.filter = query(filter);
    }

    /** BM25 over the passages' text alone. */
    TopDocs byText(List<String> terms, int depth) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        terms.forEach(term -> any.add(term(Fields.TEXT, term), BooleanClause.Occur.SHOULD));
        return searcher.search(filtered(any.build()), depth);
    }

    /**
     * BM25 over text, headings and the document's name.
     *
     * @param more that raises a passage
     */
    TopDocs byWords(List<String> terms, List<Query> more, int depth) throws IOException {
        return searcher.search(filtered(words(terms, more)), depth);
    }

    /** Those alone that hold what the question names, those that are it first. */
    TopDocs holding(Exact exact, List<String> terms, int depth) throws IOException {
        return searcher.search(filtered(exact.query(words(terms, List.of()))), depth);
    }

    private static Query words(List<String> terms, List<Query> more) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        more.forEach(each -> any.add(each, BooleanClause.Occur.SHOULD));
        for (String term : terms) {
            any.add(term(Fields.TEXT, term), BooleanClause.Occur.SHOULD);
            any.add(
                    new BoostQuery(term(Fields.NAME, term), NAME_BOOST),
                    BooleanClause.Occur.SHOULD);
            any.add(
                    new BoostQuery(term(Fields.PATH, term), PATH_BOOST),
                    BooleanClause.Occur.SHOULD);
        }
        return any.build();
    }

    /**
     * Nearest vectors.
     *
     * @param beam how many the graph is searched for, at least the depth; more of them are right
     */
    TopDocs byVector(float[] vector, int beam, int depth) throws IOException {
        return searcher.search(new KnnFloatVectorQuery(Fields.VECTOR, vector, beam, filter), depth);
    }

    /** Number of documents that were looked into; a section is looked for in each of them. */
    int documents() throws IOException {
        Query first = term(Fields.FIRST, Fields.TRUE);
        if (wanted.documents().isEmpty()) {
            return searcher.count(first);
        }
        return searcher.count(
                new BooleanQuery.Builder()
                        .add(first, BooleanClause.Occur.FILTER)
                        .add(in(wanted.documents()), BooleanClause.Occur.FILTER)
                        .build());
    }

    private Query filtered(Query query) {
        return filter == null
                ? query
                : new BooleanQuery.Builder()
                        .add(query, BooleanClause.Occur.MUST)
                        .add(filter, BooleanClause.Occur.FILTER)
                        .build();
    }

    private static @Nullable Query query(Filter filter) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (!filter.documents().isEmpty()) {
            all.add(in(filter.documents()), BooleanClause.Occur.FILTER);
        }
        if (filter.section() != null) {
            Analysis.terms(filter.section())
                    .forEach(term -> all.add(term(Fields.PATH, term), BooleanClause.Occur.FILTER));
        }
        BooleanQuery query = all.build();
        return query.clauses().isEmpty() ? null : query;
    }

    private static Query in(Set<UUID> documents) {
        return new TermInSetQuery(
                Fields.DOCUMENT,
                documents.stream().map(id -> new BytesRef(id.toString())).toList());
    }

    private static TermQuery term(String field, String term) {
        return new TermQuery(new Term(field, term));
    }
}
