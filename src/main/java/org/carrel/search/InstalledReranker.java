package org.carrel.search;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.carrel.models.Reranker;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The reranker of this machine, if one is set. Opened once, at the start: one that cannot be used
 * stops the server, which would otherwise give other answers than its operator believes.
 */
@ApplicationScoped
@Startup
class InstalledReranker {

    private static final Logger LOG = Logger.getLogger(InstalledReranker.class);
    private static final String NONE = "none";
    private static final int MOST = 200;

    private final Optional<Reranker> reranker;
    private final int candidates;
    private final Duration patience;

    @Inject
    InstalledReranker(@ConfigProperty(name = "carrel.home") Path home, SearchConfig config)
            throws IOException {
        this(
                config.reranker().equals(NONE) ? Optional.empty() : Optional.of(open(home, config)),
                config.rerankCandidates(),
                config.rerankPatience());
    }

    InstalledReranker(Optional<Reranker> reranker, int candidates, Duration patience) {
        if (candidates < 1 || candidates > MOST) {
            throw new IllegalArgumentException(
                    "carrel.search.rerank-candidates must be 1 to " + MOST + ": " + candidates);
        }
        this.reranker = reranker;
        this.candidates = candidates;
        this.patience = patience;
    }

    private static Reranker open(Path home, SearchConfig config) throws IOException {
        Path work = Files.createDirectories(home.resolve("work"));
        Path folder = home.resolve("models").resolve(config.reranker());
        Reranker opened =
                Models.openReranker(
                        folder, new RuntimeSettings(work, 1, config.embeddingThreads(), 1));
        LOG.infof("reranker %s loaded", opened.description().name());
        return opened;
    }

    /** How many a search is to find, so that there is something to put in order. */
    int depth(Query query) {
        return isFor(query) ? Math.max(query.limit(), candidates) : query.limit();
    }

    private boolean isFor(Query query) {
        return reranker.isPresent() && query.ranking() == Ranking.FUSED;
    }

    /** As many hits as were asked for, in their final order. */
    record Ordered(List<Hit> hits, Reranking reranking) {}

    /**
     * Puts hits in order.
     *
     * @param hits best first; those that hold the place or record that is asked for stay in front
     */
    Ordered order(Query query, List<Hit> hits) {
        List<Hit> open = hits.stream().filter(hit -> hit.holding() == Holding.NONE).toList();
        List<Hit> judged = open.subList(0, Math.min(candidates, open.size()));
        if (!isFor(query) || judged.isEmpty()) {
            return first(query, hits, Reranking.NONE);
        }
        return reranker.get()
                .scores(query.text(), judged.stream().map(Hit::text).toList(), patience)
                .map(scores -> first(query, reordered(hits, judged, scores), Reranking.DONE))
                .orElseGet(() -> first(query, hits, Reranking.LATE));
    }

    private static Ordered first(Query query, List<Hit> hits, Reranking reranking) {
        return new Ordered(hits.stream().limit(query.limit()).toList(), reranking);
    }

    private static List<Hit> reordered(List<Hit> hits, List<Hit> judged, double[] scores) {
        List<Hit> ordered =
                new ArrayList<>(
                        hits.stream().filter(hit -> hit.holding() != Holding.NONE).toList());
        IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .map(judged::get)
                .forEach(ordered::add);
        hits.stream().filter(hit -> !ordered.contains(hit)).forEach(ordered::add);
        return ordered;
    }

    @PreDestroy
    void close() {
        reranker.ifPresent(Reranker::close);
    }
}
