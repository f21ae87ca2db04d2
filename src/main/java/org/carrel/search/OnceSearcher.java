package org.carrel.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A searcher for one question, which asks its indexes for each thing once. Lucene asks all of them
 * for the statistics of a field with each term, and looks each term up anew for each query that
 * holds it: here one query finds candidates, and another scores those that only vectors found.
 */
final class OnceSearcher extends IndexSearcher {

    private final Map<String, @Nullable CollectionStatistics> fields = new HashMap<>();
    private final Map<Term, TermStates> terms = new HashMap<>();

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
    public Weight createWeight(Query query, ScoreMode scoreMode, float boost) throws IOException {
        return super.createWeight(scoreMode.needsScores() ? known(query) : query, scoreMode, boost);
    }

    /** The same query; a term in it comes with its places in the indexes. */
    private Query known(Query query) throws IOException {
        return switch (query) {
            case TermQuery term -> new TermQuery(term.getTerm(), places(term.getTerm()));
            case BoostQuery boosted ->
                    new BoostQuery(known(boosted.getQuery()), boosted.getBoost());
            default -> query;
        };
    }

    private TermStates places(Term term) throws IOException {
        TermStates known = terms.get(term);
        if (known == null) {
            known = TermStates.build(this, term, true);
            terms.put(term, known);
        }
        return known;
    }

    /** Number of passages that hold the term, deleted ones that are not yet merged away too. */
    int frequency(Term term) throws IOException {
        return places(term).docFreq();
    }
}
