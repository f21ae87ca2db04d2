package org.carrel.indexing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.carrel.document.Documents;
import org.carrel.document.NearDuplicates;
import org.carrel.document.StoredDocument;
import org.carrel.document.Superseded;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.metadata.Metadata;
import org.carrel.search.Encoders;
import org.carrel.search.PassageIndex;
import org.carrel.search.Source;
import org.carrel.search.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run that others can see, each a transaction of its own. A step changes the item's
 * row first and so holds it until the end: a cancel comes wholly before or wholly after.
 */
@ApplicationScoped
class Progress {

    /** Lucene's part of the last step of a very long document takes seconds, not a minute. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(10);

    /** How a run may go on. */
    enum Begin {
        BEGUN,
        /** It was cancelled, or is over. */
        UNWANTED,
        /** Servers died over it again and again. */
        TOO_OFTEN
    }

    private final JobRepository jobs;
    private final Documents documents;
    private final PassageIndex index;
    private final Encoders encoders;
    private final WorkQueue queue;
    private final Withdrawal withdrawal;
    private final Metadata metadata;
    private final NearDuplicates duplicates;
    private final Abouts abouts;
    private final SystemEvents events;
    private final Event<JobChanged> changed;
    private final IndexingConfig config;

    Progress(
            JobRepository jobs,
            Documents documents,
            PassageIndex index,
            Encoders encoders,
            WorkQueue queue,
            Withdrawal withdrawal,
            Metadata metadata,
            NearDuplicates duplicates,
            Abouts abouts,
            SystemEvents events,
            Event<JobChanged> changed,
            IndexingConfig config) {
        this.jobs = jobs;
        this.documents = documents;
        this.index = index;
        this.encoders = encoders;
        this.queue = queue;
        this.withdrawal = withdrawal;
        this.metadata = metadata;
        this.duplicates = duplicates;
        this.abouts = abouts;
        this.events = events;
        this.changed = changed;
        this.config = config;
    }

    Begin begin(Run run) {
        return step(() -> {
            int begun =
                    jobs.begin(
                            run.jobId(),
                            run.documentId(),
                            run.version(),
                            run.number(),
                            ItemState.OPEN,
                            Instant.now());
            if (begun == 0) {
                return Begin.UNWANTED;
            }
            changed.fire(new JobChanged(run.jobId()));
            int starts = item(run).map(item -> item.starts).orElse(0);
            return starts > config.maxStarts() ? Begin.TOO_OFTEN : Begin.BEGUN;
        });
    }

    /**
     * Whether the run is still wanted; in the caller's transaction, which then has it so until its
     * end.
     */
    boolean hold(Run run) {
        return jobs.hold(run.jobId(), run.documentId(), run.version(), run.number(), ItemState.OPEN)
                == 1;
    }

    /**
     * Tells how far a long step is.
     *
     * @return whether the run is still wanted
     */
    boolean stage(Run run, ItemState state, String name, int done, int total) {
        return step(() -> {
            int moved =
                    jobs.stage(
                            run.jobId(),
                            run.documentId(),
                            run.version(),
                            run.number(),
                            ItemState.OPEN,
                            state.stored(),
                            name,
                            done,
                            total);
            changed.fire(new JobChanged(run.jobId()));
            return moved == 1;
        });
    }

    /** Back to the queue after a failure. */
    void waiting(Run run) {
        step(() -> move(run, ItemState.QUEUED, null, null));
    }

    /**
     * The last step. Lucene commits before PostgreSQL: what is called indexed can be found, unless
     * a later version of it was sooner.
     */
    void index(
            Run run,
            StoredDocument document,
            Extracted extracted,
            Vectors vectors,
            Findings findings) {
        step(() -> {
            if (!move(run, ItemState.INDEXED, null, null)) {
                return false;
            }
            Documents.Entered entered = documents.indexed(document, extracted);
            if (entered.current()) {
                metadata.guessed(document, findings.description());
                duplicates.entered(document, findings.signature());
                index.replace(
                        new Source(
                                document.collectionId(),
                                document.id(),
                                document.version(),
                                abouts.of(document, extracted.text())),
                        extracted.passages(),
                        vectors);
                if (!vectors.areBy(encoders.written())) {
                    // One is taking over since the passages were embedded.
                    queue.addReindex(document.id());
                }
            }
            entered.superseded()
                    .ifPresent(
                            version -> queue.addSuperseded(new Superseded(document.id(), version)));
            events.record(
                    "document.indexed",
                    document,
                    Map.of("passages", Integer.toString(extracted.passages().size())));
            return true;
        });
    }

    void quarantine(Run run, String reason, String detail) {
        step(() -> {
            if (!move(run, ItemState.QUARANTINED, reason, detail)) {
                return false;
            }
            StoredDocument document = documents.find(run.documentId(), run.version()).orElseThrow();
            documents.quarantined(document.id(), document.version(), reason, detail);
            withdrawal.of(document.id(), document.version());
            events.record("document.quarantined", document, Map.of("reason", reason));
            return true;
        });
    }

    private Optional<JobItemEntity> item(Run run) {
        return jobs.item(run.jobId(), run.documentId(), run.version());
    }

    private boolean move(Run run, ItemState to, @Nullable String reason, @Nullable String detail) {
        int moved =
                jobs.move(
                        run.jobId(),
                        run.documentId(),
                        run.version(),
                        run.number(),
                        ItemState.OPEN,
                        to.stored(),
                        ItemState.OPEN.contains(to.stored()) ? null : Instant.now(),
                        reason,
                        detail);
        changed.fire(new JobChanged(run.jobId()));
        return moved == 1;
    }

    private static <T> T step(Supplier<T> work) {
        return QuarkusTransaction.requiringNew()
                .timeout((int) LONGEST_STEP.toSeconds())
                .call(work::get);
    }
}
