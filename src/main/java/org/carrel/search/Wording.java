package org.carrel.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.carrel.search.terms.Abbreviations;
import org.carrel.search.terms.Identifier;
import org.carrel.search.terms.Identifiers;
import org.carrel.search.terms.TextAnalyzer;

/**
 * What a question looks for beside its words: its numbers, dates and amounts however they are
 * written, short forms and what they stand for, "followup" for "follow-up".
 */
final class Wording {

    /**
     * Of a word joined where the text divides it or the other way round. Where a text has both, it
     * would count twice; measured in docs/adr/0020.
     */
    private static final float JOINED = 0.3f;

    /** What a phrase's stop words leave open, and a word between the others. */
    private static final int SLOP = 2;

    private final Abbreviations abbreviations;

    Wording(Abbreviations abbreviations) {
        this.abbreviations = abbreviations;
    }

    /**
     * Each raises a passage that it matches.
     *
     * @param found in the question
     */
    List<Query> of(String question, List<Identifier> found) {
        List<Query> more = new ArrayList<>();
        for (String term : Identifiers.asked(found)) {
            more.add(new TermQuery(new Term(Exact.HELD, term)));
        }
        for (String word : Identifiers.joined(found)) {
            add(more, text(word), JOINED);
        }
        for (String term : Identifiers.divided(question)) {
            more.add(new BoostQuery(new TermQuery(new Term(Exact.HELD, term)), JOINED));
        }
        for (Abbreviations.Expansion each : abbreviations.expand(question)) {
            Query words =
                    each.capitals()
                            ? new TermQuery(new Term(Exact.HELD, "capitals:" + each.words()))
                            : text(each.words());
            add(more, words, (float) each.weight());
        }
        return more;
    }

    private static void add(List<Query> more, Query query, float weight) {
        more.add(new BoostQuery(query, weight));
    }

    private static Query text(String words) {
        List<String> terms = TextAnalyzer.terms(words);
        return terms.size() == 1
                ? new TermQuery(new Term(Fields.TEXT, terms.getFirst()))
                : new PhraseQuery(SLOP, Fields.TEXT, terms.toArray(String[]::new));
    }
}
