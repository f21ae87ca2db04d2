package org.carrel.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.carrel.ingest.Passage;
import org.carrel.search.terms.Headings;
import org.carrel.search.terms.Identifier;
import org.carrel.search.terms.Identifiers;

/**
 * The one place or record that a question names, such as "Section 12.3" or "MRN 00123": passages
 * that hold it come before all others, the clause itself before a mention of it.
 */
final class Exact {

    /** What {@link Identifiers} finds in the text. */
    static final String HELD = "exact";

    /** The numbered parts that the passage belongs to. */
    static final String UNDER = "under";

    /** Those of them that begin in it, or whose innermost heading it stands under. */
    static final String OWN = "own";

    /** For a question that names none. */
    static final Exact NONE = new Exact(List.of());

    private static final float IS = 4;
    private static final float BELONGS = 3;
    private static final float HOLDS = 2;

    /** The same number under another label or none: a cell of a table. */
    private static final float LOOSELY = 1;

    /** Above any score of BM25, so that words order only what is alike by this. */
    private static final float TIER = 1_000;

    private final List<Identifier> named;

    private Exact(List<Identifier> named) {
        this.named = named;
    }

    /**
     * What the question names.
     *
     * @param found in the question
     */
    static Exact in(String question, List<Identifier> found) {
        return new Exact(Identifiers.in(question, found));
    }

    /** Adds what a passage is looked up by. */
    static void index(Document document, Passage passage) {
        for (String term : Identifiers.terms(passage.text())) {
            document.add(new StringField(HELD, term, Field.Store.NO));
        }
        Headings headings = Headings.of(passage.path(), passage.text());
        for (String term : headings.all()) {
            document.add(new StringField(UNDER, term, Field.Store.NO));
        }
        for (String term : headings.own()) {
            document.add(new StringField(OWN, term, Field.Store.NO));
        }
    }

    /**
     * The passages that hold what is named, then the others; their scores fall, as those of any
     * ranking do, from 1 for the first.
     */
    static ScoreDoc[] first(TopDocs holding, TopDocs others, int limit) {
        Set<Integer> seen = new LinkedHashSet<>();
        for (ScoreDoc each : holding.scoreDocs) {
            seen.add(each.doc);
        }
        for (ScoreDoc each : others.scoreDocs) {
            seen.add(each.doc);
        }
        List<ScoreDoc> all = new ArrayList<>();
        for (int doc : seen) {
            all.add(new ScoreDoc(doc, 1f / (1 + all.size())));
        }
        return all.stream().limit(limit).toArray(ScoreDoc[]::new);
    }

    boolean isEmpty() {
        return named.isEmpty();
    }

    /**
     * Finds the passages that hold what is named, those that are it first.
     *
     * @param words by which passages are ordered that are alike by this
     */
    Query query(Query words) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Identifier each : named) {
            any.add(tiers(each), BooleanClause.Occur.SHOULD);
        }
        return new BooleanQuery.Builder()
                .add(any.build(), BooleanClause.Occur.MUST)
                .add(words, BooleanClause.Occur.SHOULD)
                .build();
    }

    private static Query tiers(Identifier named) {
        List<String> terms = named.terms();
        Query is = tier(OWN, terms.getFirst(), IS);
        Query belongs = tier(UNDER, terms.getFirst(), BELONGS);
        Query holds = tier(HELD, terms.getFirst(), HOLDS);
        return named.kind() == Identifier.Kind.NUMBER && terms.size() > 1
                ? new DisjunctionMaxQuery(List.of(holds, tier(HELD, terms.getLast(), LOOSELY)), 0)
                : new DisjunctionMaxQuery(List.of(is, belongs, holds), 0);
    }

    private static Query tier(String field, String term, float tier) {
        return new BoostQuery(
                new ConstantScoreQuery(new TermQuery(new Term(field, term))), TIER * tier);
    }

    /** How a passage holds what is named, in the best case. */
    Holding holding(String path, String text) {
        if (named.isEmpty()) {
            return Holding.NONE;
        }
        Headings headings = Headings.of(path, text);
        Set<String> held = new HashSet<>(Identifiers.terms(text));
        Holding best = Holding.NONE;
        for (Identifier each : named) {
            if (headings.own().contains(each.term()) || headings.all().contains(each.term())) {
                return Holding.IS;
            }
            if (each.terms().stream()
                    .limit(each.kind() == Identifier.Kind.NUMBER ? 2 : 1)
                    .anyMatch(held::contains)) {
                best = Holding.MENTIONS;
            }
        }
        return best;
    }
}
