package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carrel.access.ReadableCollections;
import org.carrel.answer.Judging.Judged;
import org.carrel.answer.Weighing.Candidate;
import org.carrel.concept.Concept;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.Filter;
import org.carrel.search.Found;
import org.carrel.search.Hit;
import org.carrel.search.Query;
import org.carrel.search.Ranking;
import org.carrel.search.Search;
import org.carrel.search.Versions;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the sentences that may answer a question, and says how likely the first of them does.
 *
 * <p>Where the question names a document, only that one is looked into, by the rest of the question
 * and by the words of the concept that it asks for; its sentences are then weighed by {@link
 * Weighing}. A question of yes or no is first put to the one document that it is asked of, or that
 * the search plainly prefers ({@link Judging}).
 */
@ApplicationScoped
class EvidenceFinder {

    private static final int NEAREST = 3;

    /** A sentence whose logit is this much below the best one's only distracts. */
    private static final double TRAILING = 2;

    /** Words of a concept that a named document is searched by. */
    private static final int CONCEPT_WORDS = 10;

    private final Search search;
    private final EmbeddingModel embeddings;
    private final AnswerConfig config;
    private final Strength strength = Strength.standard();
    private final Weighing weighing;

    EvidenceFinder(Search search, EmbeddingModel embeddings, AnswerConfig config) {
        this.search = search;
        this.embeddings = embeddings;
        this.config = config;
        this.weighing = new Weighing(embeddings, strength);
    }

    Evidence find(ReadableCollections scope, String question, Filter filter, Versions versions) {
        long start = System.nanoTime();
        Query query =
                new Query(
                        question,
                        embeddings.embedQuery(question),
                        filter,
                        versions,
                        Ranking.FUSED,
                        config.passages());
        Found found = search.find(scope, query);
        long searched = System.nanoTime();
        Asked asked = Asked.of(found);
        Judged judged = judged(scope, query, found, asked);
        if (judged != null) {
            return evidence(judged, asked, found, timings(start, searched));
        }
        List<Hit> hits = passages(scope, query, found, asked);
        long retrieved = System.nanoTime();
        List<Candidate> all = weighing.all(asked, hits);
        List<Candidate> weighed = weighing.strongest(asked, found.vector(), all);
        return evidence(asked, all, found, weighed, timings(start, retrieved));
    }

    /** What one document says to a question of yes or no; null where none is to say it alone. */
    private @Nullable Judged judged(
            ReadableCollections scope, Query query, Found found, Asked asked) {
        List<Hit> preferred =
                asked.kind() == AnswerKind.YES_NO ? Judging.preferred(found) : List.of();
        if (preferred.isEmpty() || !Judging.isPossible(asked, preferred)) {
            return null;
        }
        List<Hit> passages =
                found.documents() == 1 ? preferred : whole(scope, query, found, asked, preferred);
        return Judging.of(asked, preferred, weighing.all(asked, passages));
    }

    private List<Hit> whole(
            ReadableCollections scope, Query query, Found found, Asked asked, List<Hit> preferred) {
        Query whole =
                new Query(
                        asked.question(),
                        found.vector(),
                        new Filter(
                                Set.of(preferred.getFirst().documentId()),
                                query.filter().section()),
                        query.versions(),
                        Ranking.FUSED,
                        query.limit());
        return search.find(scope, whole).hits();
    }

    /** What was found, and what a named document says by the words of the concept asked for. */
    private List<Hit> passages(ReadableCollections scope, Query query, Found found, Asked asked) {
        Set<UUID> named = found.focus().documents();
        List<Hit> hits = new ArrayList<>(found.hits());
        if (named.isEmpty()) {
            return hits;
        }
        hits.removeIf(hit -> !named.contains(hit.documentId()));
        Query closer =
                new Query(
                        expanded(asked),
                        found.vector(),
                        new Filter(named, query.filter().section()),
                        query.versions(),
                        Ranking.FUSED,
                        query.limit());
        hits.addAll(search.find(scope, closer).hits());
        return hits;
    }

    private Evidence evidence(Judged judged, Asked asked, Found found, Evidence.Timings timings) {
        if (judged.value() == null || judged.strength() < config.hedgeFrom()) {
            return new Evidence.Insufficient(
                    judged.citations().stream().limit(NEAREST).toList(),
                    judged.strength(),
                    found.focus(),
                    asked.concepts(),
                    found.documents(),
                    timings);
        }
        return new Evidence.Grounded(
                judged.citations().stream().limit(config.quotes()).toList(),
                judged.strength(),
                judged.strength() < config.answerFrom(),
                judged.value(),
                found.focus(),
                asked.concepts(),
                found.documents(),
                timings);
    }

    private static String expanded(Asked asked) {
        Concept concept = asked.concept();
        String words =
                concept == null
                        ? ""
                        : concept.words().stream()
                                .limit(CONCEPT_WORDS)
                                .collect(Collectors.joining(" ", " ", ""));
        String text = asked.question() + words;
        return text.substring(0, Math.min(text.length(), Search.MAX_QUESTION));
    }

    private Evidence evidence(
            Asked asked,
            List<Candidate> all,
            Found found,
            List<Candidate> weighed,
            Evidence.Timings timings) {
        double probability =
                weighed.isEmpty() ? 0 : strength.probability(weighed.getFirst().weight());
        if (weighed.isEmpty() || probability < config.hedgeFrom()) {
            return new Evidence.Insufficient(
                    weighed.stream().limit(NEAREST).map(EvidenceFinder::citation).toList(),
                    probability,
                    found.focus(),
                    asked.concepts(),
                    found.documents(),
                    timings);
        }
        double floor = weighed.getFirst().weight() - TRAILING;
        List<Citation> citations =
                weighed.stream()
                        .filter(candidate -> candidate.weight() >= floor)
                        .limit(config.quotes())
                        .map(EvidenceFinder::citation)
                        .toList();
        Valued valued =
                asked.kind() == AnswerKind.YES_NO
                        ? Valued.side(asked.question(), citations, all)
                        : Valued.form(asked.kind(), citations);
        return new Evidence.Grounded(
                valued.citations(),
                probability,
                probability < config.answerFrom(),
                valued.value(),
                found.focus(),
                asked.concepts(),
                found.documents(),
                timings);
    }

    private static Citation citation(Candidate candidate) {
        return candidate.statement().citation();
    }

    private static Evidence.Timings timings(long start, long retrieved) {
        return new Evidence.Timings(millis(start, retrieved), millis(start, System.nanoTime()));
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
