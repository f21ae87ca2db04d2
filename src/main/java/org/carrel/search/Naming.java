package org.carrel.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the documents that a question names.
 *
 * <p>A word or two adjacent words name a document when the document is called by them, or they
 * stand in its opening, and hardly any other document's text holds them: "Groupon", "Fueling
 * Systems", but not "termination" or "Supply Agreement". Only where there is such a name are
 * documents weighed, by all of the question's capitalised words that they are called by; they are
 * the focus when they are few and clearly ahead of the others.
 */
final class Naming {

    /** More documents than this are not named but described. */
    private static final int MOST = 3;

    /** Share of a name's places in the texts that must lie in the documents that bear it. */
    private static final double SOLE = 0.9;

    /** Documents within this share of the best are named alike. */
    private static final double ALIKE = 0.9;

    /** The others must stay below this share of the best. */
    private static final double BEHIND = 0.8;

    /** What the opening holds may be in passing. */
    private static final double IN_OPENING = 0.85;

    /** Words that more documents are called by tell nothing apart. */
    private static final double COMMON = 0.25;

    /** Words that stand apart, such as "Bank of America", are still one name. */
    private static final int SLOP = 2;

    private static final int FIRST_WORDS = 64;

    private final IndexSearcher searcher;
    private final @Nullable FixedBitSet among;
    private final int places;
    private final int documents;

    /** Which documents bear a word. */
    private record Bearers(FixedBitSet names, FixedBitSet all, int count) {}

    /**
     * A name found in the question.
     *
     * @param sole whether hardly any other document's text holds it
     */
    private record Name(List<String> terms, Bearers bearers, double weight, boolean sole) {}

    private Naming(IndexSearcher searcher, @Nullable FixedBitSet among) throws IOException {
        this.searcher = searcher;
        this.among = among;
        this.places = searcher.getIndexReader().maxDoc();
        this.documents =
                among == null
                        ? searcher.getIndexReader().docFreq(new Term(Fields.FIRST, Fields.TRUE))
                        : among.cardinality();
    }

    /**
     * The documents that a question names.
     *
     * @param among to choose from; all if empty
     */
    static Focus of(IndexSearcher searcher, Set<UUID> among, String question) throws IOException {
        Naming naming = new Naming(searcher, among.isEmpty() ? null : firsts(searcher, among));
        return naming.documents < 2 ? Focus.none(question) : naming.focus(question);
    }

    private static FixedBitSet firsts(IndexSearcher searcher, Set<UUID> documents)
            throws IOException {
        Query query =
                new BooleanQuery.Builder()
                        .add(
                                new TermQuery(new Term(Fields.FIRST, Fields.TRUE)),
                                BooleanClause.Occur.FILTER)
                        .add(Candidates.in(documents), BooleanClause.Occur.FILTER)
                        .build();
        FixedBitSet firsts = new FixedBitSet(searcher.getIndexReader().maxDoc());
        for (ScoreDoc each : searcher.search(query, documents.size()).scoreDocs) {
            firsts.set(each.doc);
        }
        return firsts;
    }

    private Focus focus(String question) throws IOException {
        List<Mention> mentions = Mention.of(question).stream().limit(FIRST_WORDS).toList();
        List<Name> names = names(question, mentions);
        FixedBitSet chosen = chosen(names);
        if (chosen.cardinality() == 0) {
            return Focus.none(question);
        }
        Set<String> naming = new HashSet<>();
        Set<String> sole = new HashSet<>();
        for (Name name : names) {
            if (chosen.intersects(name.bearers().all())) {
                naming.addAll(name.terms());
                sole.addAll(name.sole() ? name.terms() : List.of());
            }
        }
        return new Focus(ids(chosen), Rest.of(question, mentions, naming, sole));
    }

    private List<Name> names(String question, List<Mention> mentions) throws IOException {
        Map<String, Bearers> known = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<Name> names = new ArrayList<>();
        for (int i = 0; i < mentions.size(); i++) {
            Mention mention = mentions.get(i);
            Bearers own = bearers(mention.term(), known);
            if (own.count() == 0) {
                continue;
            }
            boolean proper = isProper(mention.term(), mentions);
            if (seen.add(mention.term())) {
                add(names, own, proper, List.of(mention.term()));
            }
            if (i + 1 < mentions.size() && mention.runsInto(mentions.get(i + 1), question)) {
                Mention next = mentions.get(i + 1);
                Bearers both = both(own, bearers(next.term(), known));
                if (both.count() > 0 && seen.add(mention.term() + ' ' + next.term())) {
                    add(
                            names,
                            both,
                            mention.proper() && next.proper(),
                            List.of(mention.term(), next.term()));
                }
            }
        }
        return names;
    }

    /** A name is a name wherever it stands. */
    private static boolean isProper(String term, List<Mention> mentions) {
        return mentions.stream().anyMatch(each -> each.proper() && each.term().equals(term));
    }

    private void add(List<Name> names, Bearers bearers, boolean proper, List<String> terms)
            throws IOException {
        double rarity = Math.log((documents + 1) / (bearers.count() + 0.5));
        // One word of an opening, such as an abbreviation in an abstract, may be a mere subject.
        boolean borne = bearers.names().cardinality() > 0 || proper && terms.size() > 1;
        boolean few = bearers.count() <= MOST && (borne || terms.size() > 1);
        if (few && isSole(bearers, terms)) {
            names.add(new Name(terms, bearers, rarity * (proper ? 2 : 1), borne));
        } else if (proper && terms.size() == 1 && bearers.count() <= COMMON * documents) {
            names.add(new Name(terms, bearers, rarity, false));
        }
    }

    private Bearers bearers(String term, Map<String, Bearers> known) throws IOException {
        Bearers bearers = known.get(term);
        if (bearers == null) {
            FixedBitSet names = holders(Fields.NAMES, term);
            FixedBitSet all = holders(Fields.OPENING, term);
            all.or(names);
            bearers = new Bearers(names, all, all.cardinality());
            known.put(term, bearers);
        }
        return bearers;
    }

    private static Bearers both(Bearers one, Bearers other) {
        FixedBitSet names = one.names().clone();
        names.and(other.names());
        FixedBitSet all = one.all().clone();
        all.and(other.all());
        return new Bearers(names, all, all.cardinality());
    }

    private FixedBitSet holders(String field, String term) throws IOException {
        FixedBitSet holders = new FixedBitSet(places);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Terms terms = leaf.reader().terms(field);
            TermsEnum found = terms == null ? TermsEnum.EMPTY : terms.iterator();
            if (found.seekExact(new BytesRef(term))) {
                Bits live = leaf.reader().getLiveDocs();
                PostingsEnum places = found.postings(null, PostingsEnum.NONE);
                for (int doc = places.nextDoc();
                        doc != PostingsEnum.NO_MORE_DOCS;
                        doc = places.nextDoc()) {
                    if (live == null || live.get(doc)) {
                        holders.set(doc + leaf.docBase);
                    }
                }
            }
        }
        if (among != null) {
            holders.and(among);
        }
        return holders;
    }

    private boolean isSole(Bearers bearers, List<String> terms) throws IOException {
        Query text =
                terms.size() == 1
                        ? new TermQuery(new Term(Fields.TEXT, terms.getFirst()))
                        : new PhraseQuery(SLOP, Fields.TEXT, terms.toArray(String[]::new));
        int all = searcher.count(text);
        if (all == 0) {
            return bearers.names().cardinality() > 0;
        }
        Query own =
                new BooleanQuery.Builder()
                        .add(text, BooleanClause.Occur.FILTER)
                        .add(Candidates.in(ids(bearers.all())), BooleanClause.Occur.FILTER)
                        .build();
        return searcher.count(own) >= SOLE * all;
    }

    private Set<UUID> ids(FixedBitSet firsts) throws IOException {
        Set<UUID> ids = new HashSet<>();
        BitSetIterator each = new BitSetIterator(firsts, 0);
        for (int doc = each.nextDoc(); doc != BitSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
            ids.add(
                    UUID.fromString(
                            searcher.storedFields()
                                    .document(doc, Set.of(Fields.DOCUMENT))
                                    .get(Fields.DOCUMENT)));
        }
        return ids;
    }

    /** The documents that are named, a few clearly ahead of all others; empty when it is unsure. */
    private FixedBitSet chosen(List<Name> names) {
        FixedBitSet none = new FixedBitSet(places);
        FixedBitSet solely = new FixedBitSet(places);
        names.stream().filter(Name::sole).forEach(name -> solely.or(name.bearers().all()));
        if (solely.cardinality() == 0) {
            return none;
        }
        double[] scores = scores(names);
        double best = Arrays.stream(scores).max().orElse(0);
        FixedBitSet group = new FixedBitSet(places);
        for (int doc = 0; doc < scores.length; doc++) {
            if (scores[doc] >= ALIKE * best) {
                group.set(doc);
            } else if (scores[doc] > BEHIND * best) {
                return none;
            }
        }
        boolean sure = group.cardinality() <= MOST && FixedBitSet.andNotCount(group, solely) == 0;
        return sure ? group : none;
    }

    private double[] scores(List<Name> names) {
        double[] scores = new double[places];
        for (Name name : names) {
            FixedBitSet all = name.bearers().all();
            for (int doc = all.nextSetBit(0);
                    doc != BitSetIterator.NO_MORE_DOCS;
                    doc =
                            doc + 1 < all.length()
                                    ? all.nextSetBit(doc + 1)
                                    : BitSetIterator.NO_MORE_DOCS) {
                scores[doc] +=
                        name.bearers().names().get(doc)
                                ? name.weight()
                                : name.weight() * IN_OPENING;
            }
        }
        return scores;
    }
}
