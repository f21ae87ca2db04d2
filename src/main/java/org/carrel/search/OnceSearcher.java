package org.carrel.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;
import org.jspecify.annotations.Nullable;

/**
 * A searcher for one question, which asks its indexes for each statistic once. Lucene asks all of
 * them for those of a field with each term, which over thousands of small indexes is a sixth of the
 * time, and weighing the terms afterwards asked for their frequencies again, another sixth.
 */
final class OnceSearcher extends IndexSearcher {

    private final Map<String, @Nullable CollectionStatistics> fields = new HashMap<>();
    private final Map<Term, Integer> frequencies = new HashMap<>();

    OnceSearcher(IndexReader reader) {
        super(reader);
    }

    @Override
    public @Nullable CollectionStatistics collectionStatistics(String field) throws IOException {
        if (!fields.containsKey(field)) {
            fields.put(field, super.collectionStatistics(field));
        }
        return fields.get(field);
    }

    @Override
    public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq)
            throws IOException {
        frequencies.put(term, docFreq);
        return super.termStatistics(term, docFreq, totalTermFreq);
    }

    /** Number of passages that hold the term, deleted ones that are not yet merged away too. */
    int frequency(Term term) throws IOException {
        Integer known = frequencies.get(term);
        return known == null ? getIndexReader().docFreq(term) : known;
    }
}
