package org.carrel.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.carrel.access.ReadableCollections;
import org.carrel.search.terms.Abbreviations;
import org.jspecify.annotations.Nullable;

/** Finds the passages nearest to a question, in what its asker may read. */
@ApplicationScoped
public class Search {

    /** Longest question, in UTF-16 units: beyond it nothing a person asks is lost. */
    public static final int MAX_QUESTION = 2_000;

    private static final int MAX_TERMS = 64;

    /** The constant of reciprocal rank fusion (Cormack, Clarke, Buettcher, SIGIR 2009). */
    private static final int RRF_K = 60;

    private final Readers readers;
    private final int candidates;
    private final Wording wording;
    private final InstalledReranker reranker;

    Search(
            Readers readers,
            SearchConfig config,
            Abbreviations abbreviations,
            InstalledReranker reranker) {
        this.readers = readers;
        this.wording = new Wording(abbreviations);
        this.reranker = reranker;
        this.candidates = config.candidates();
    }

    /**
     * Searches.
     *
     * @param scope what may be read; nothing else is opened
     */
    public Found find(ReadableCollections scope, Query query) {
        List<String> terms =
                Analysis.questionTerms(query.text()).stream().limit(MAX_TERMS).toList();
        try (MultiReader reader = readers.over(scope.ids(), query.versions())) {
            if (reader.numDocs() == 0) {
                return new Found(List.of(), 0, Map.of(), Focus.none(query.text()), Reranking.NONE);
            }
            IndexSearcher searcher = new IndexSearcher(reader);
            Candidates within = new Candidates(searcher, query.filter());
            Exact exact = Exact.in(query.text());
            ScoreDoc[] ranked = ranked(within, terms, query.atLeast(reranker.depth(query)), exact);
            InstalledReranker.Ordered ordered =
                    reranker.order(query, Hits.of(searcher, ranked, query.vector(), exact));
            return new Found(
                    ordered.hits(),
                    within.documents(),
                    rarity(searcher.getIndexReader(), terms),
                    Focus.none(query.text()),
                    ordered.reranking());
        } catch (IOException e) {
            throw new UncheckedIOException("reading an index", e);
        }
    }

    private ScoreDoc[] ranked(Candidates within, List<String> terms, Query query, Exact exact)
            throws IOException {
        int depth = Math.max(candidates, query.limit());
        return switch (query.ranking()) {
            case WORDS -> within.byText(terms, query.limit()).scoreDocs;
            case VECTORS -> within.byVector(query.vector(), depth, query.limit()).scoreDocs;
            case FUSED -> {
                TopDocs fused =
                        TopDocs.rrf(
                                query.limit(),
                                RRF_K,
                                new TopDocs[] {
                                    within.byWords(terms, wording.of(query.text()), depth),
                                    within.byVector(query.vector(), depth, depth)
                                });
                yield exact.isEmpty()
                        ? fused.scoreDocs
                        : Exact.first(
                                within.holding(exact, terms, query.limit()), fused, query.limit());
            }
        };
    }

    /**
     * The passages next to one in its version of its document, in the order of the text: at most
     * one before and one after. They have no score of their own: both measures are the hit's.
     *
     * @param scope what may be read; empty where the hit is no longer in it
     */
    public List<Hit> around(ReadableCollections scope, Hit hit) {
        if (!scope.contains(hit.collectionId())) {
            return List.of();
        }
        try (MultiReader reader = readers.over(Set.of(hit.collectionId()), Versions.ALL)) {
            return next(passages(new IndexSearcher(reader), hit), hit);
        } catch (IOException e) {
            throw new UncheckedIOException("reading an index", e);
        }
    }

    private static List<Hit> passages(IndexSearcher searcher, Hit hit) throws IOException {
        TermQuery document = new TermQuery(new Term(Fields.DOCUMENT, hit.documentId().toString()));
        List<Hit> passages = new ArrayList<>();
        int most = Math.max(1, searcher.count(document));
        for (ScoreDoc found : searcher.search(document, most).scoreDocs) {
            Hit each =
                    Hits.hit(
                            searcher.storedFields().document(found.doc),
                            hit.score(),
                            hit.similarity(),
                            Exact.NONE);
            if (each.version() == hit.version()) {
                passages.add(each);
            }
        }
        passages.sort(Comparator.comparingInt(Hit::start));
        return passages;
    }

    private static List<Hit> next(List<Hit> passages, Hit hit) {
        @Nullable Hit before = null;
        for (Hit each : passages) {
            if (each.start() < hit.start()) {
                before = each;
            } else if (each.start() > hit.start()) {
                return before == null ? List.of(each) : List.of(before, each);
            }
        }
        return before == null ? List.of() : List.of(before);
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
}
