package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.access.ReadableCollections;
import org.carrel.concept.Concepts;
import org.carrel.ingest.Span;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.Analysis;
import org.carrel.search.Filter;
import org.carrel.search.Found;
import org.carrel.search.Hit;
import org.carrel.search.Query;
import org.carrel.search.Ranking;
import org.carrel.search.Search;
import org.carrel.search.Versions;

/**
 * Chooses the sentences that may answer a question.
 *
 * <p>Each sentence of the best passages is weighed by how much of the question's rarity-weighted
 * vocabulary it holds and by whether it has the kind of thing that is asked for; the best few are
 * then compared with the question by their vectors, which is too slow for all of them.
 */
@ApplicationScoped
class EvidenceFinder {

    /** Sentences whose vectors are computed: about 10 ms each on two cores. */
    private static final int COMPARED = 12;

    private static final int NEAREST = 3;

    /** A sentence much weaker than the best one only distracts the model. */
    private static final double RELATIVE_FLOOR = 0.75;

    /** A longer sentence is compared by its beginning: vectors blur with length. */
    private static final int COMPARED_LENGTH = 320;

    private final Search search;
    private final EmbeddingModel embeddings;
    private final AnswerConfig config;

    EvidenceFinder(Search search, EmbeddingModel embeddings, AnswerConfig config) {
        this.search = search;
        this.embeddings = embeddings;
        this.config = config;
    }

    /**
     * A sentence before its vector is known.
     *
     * @param coverage share of the question's vocabulary in it and in the passage around it
     * @param around similarity of its passage
     * @param weight by which the sentences to compare are chosen
     */
    private record Candidate(Citation citation, double coverage, double around, double weight) {}

    private record Weighed(Citation citation, double strength) {}

    Evidence find(
            ReadableCollections scope, String question, Set<UUID> documents, Versions versions) {
        long start = System.nanoTime();
        AnswerKind kind = AnswerKind.of(question);
        float[] asked = embeddings.embedQuery(question);
        Found found =
                search.find(
                        scope,
                        new Query(
                                question,
                                asked,
                                Filter.in(documents),
                                versions,
                                Ranking.FUSED,
                                config.passages()));
        long retrieved = System.nanoTime();
        List<Weighed> weighed = weigh(kind, asked, candidates(kind, found));
        Evidence.Timings timings =
                new Evidence.Timings(millis(start, retrieved), millis(start, System.nanoTime()));
        if (weighed.isEmpty() || weighed.getFirst().strength() < config.hedgeFrom()) {
            List<Citation> nearest =
                    weighed.stream().limit(NEAREST).map(Weighed::citation).toList();
            return new Evidence.Insufficient(
                    nearest,
                    weighed.isEmpty() ? 0 : weighed.getFirst().strength(),
                    found.focus(),
                    Concepts.standard().asked(found.focus().rest()),
                    found.documents(),
                    timings);
        }
        double floor = weighed.getFirst().strength() * RELATIVE_FLOOR;
        List<Citation> citations =
                weighed.stream()
                        .filter(each -> each.strength() >= floor)
                        .limit(config.quotes())
                        .map(Weighed::citation)
                        .toList();
        double strength = weighed.getFirst().strength();
        return new Evidence.Grounded(
                citations,
                strength,
                strength < config.answerFrom(),
                null,
                found.focus(),
                Concepts.standard().asked(found.focus().rest()),
                found.documents(),
                timings);
    }

    private List<Candidate> candidates(AnswerKind kind, Found found) {
        List<Candidate> candidates = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int rank = 0; rank < found.hits().size(); rank++) {
            Hit hit = found.hits().get(rank);
            double around = coverage(Analysis.terms(hit.text()), found.rarity());
            for (Span span : Statements.of(hit.text())) {
                Citation citation = cite(hit, span);
                if (seen.add(citation.quote())) {
                    candidates.add(candidate(citation, hit, around, rank, found.rarity(), kind));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::weight).reversed());
        return candidates.subList(0, Math.min(COMPARED, candidates.size()));
    }

    private static Citation cite(Hit hit, Span span) {
        return new Citation(
                hit.documentId(),
                hit.documentName(),
                hit.version(),
                hit.page(),
                hit.start() + span.start(),
                hit.start() + span.end(),
                hit.text().substring(span.start(), span.end()),
                hit.path());
    }

    private static Candidate candidate(
            Citation citation,
            Hit hit,
            double around,
            int rank,
            Map<String, Double> rarity,
            AnswerKind kind) {
        Set<String> terms = Analysis.terms(citation.quote());
        double coverage = 0.6 * coverage(terms, rarity) + 0.4 * around;
        // A heading repeats the question's words and says nothing; "No known allergies." does.
        boolean saysMore =
                Statements.isEnded(citation.quote())
                        || terms.stream().filter(term -> !rarity.containsKey(term)).count() >= 2;
        double weight =
                coverage
                        + 0.5 * hit.similarity()
                        + (kind.fits(citation.quote()) ? 0.2 : 0)
                        - 0.02 * rank
                        - (saysMore ? 0 : 1);
        return new Candidate(citation, saysMore ? coverage : 0, hit.similarity(), weight);
    }

    private static double coverage(Set<String> terms, Map<String, Double> rarity) {
        double all = 0;
        double held = 0;
        for (Map.Entry<String, Double> term : rarity.entrySet()) {
            all += term.getValue();
            held += terms.contains(term.getKey()) ? term.getValue() : 0;
        }
        return all == 0 ? 0 : held / all;
    }

    private List<Weighed> weigh(AnswerKind kind, float[] asked, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<float[]> vectors =
                embeddings.embedPassages(
                        candidates.stream()
                                .map(candidate -> beginning(candidate.citation().quote()))
                                .toList());
        List<Weighed> weighed = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            double strength =
                    0.35 * candidate.coverage()
                            + 0.5 * scaled(dot(asked, vectors.get(i)))
                            + 0.15 * scaled(candidate.around())
                            + (kind.fits(candidate.citation().quote()) ? 0.1 : 0);
            weighed.add(new Weighed(candidate.citation(), strength));
        }
        weighed.sort(Comparator.comparingDouble(Weighed::strength).reversed());
        return weighed;
    }

    /**
     * bge-small gives a question and an unrelated sentence up to 0.5, and its answer 0.6 to 0.8.
     */
    private static double scaled(double cosine) {
        return Math.clamp((cosine - 0.45) / 0.3, 0, 1);
    }

    private static String beginning(String text) {
        return text.length() <= COMPARED_LENGTH ? text : text.substring(0, COMPARED_LENGTH);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
