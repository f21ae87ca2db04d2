package org.carrel.indexing;

import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carrel.access.ReadableCollections;
import org.carrel.access.WritableCollection;
import org.carrel.document.DocumentStored;
import org.carrel.document.Documents;
import org.carrel.document.DocumentsMoved;
import org.carrel.document.ExtractionWanted;
import org.carrel.problem.Problems;

/** Jobs as callers make and steer them. Everything takes part in the caller's transaction. */
@ApplicationScoped
@Transactional
public class Jobs {

    static final String CANCELLED = "CANCELLED";
    private static final String CANCELLED_DETAIL = "Stopped before it was in the index.";

    private final JobRepository jobs;
    private final Documents documents;
    private final WorkQueue queue;
    private final Withdrawal withdrawal;
    private final Event<JobChanged> changed;
    private final IndexingConfig config;

    Jobs(
            JobRepository jobs,
            Documents documents,
            WorkQueue queue,
            Withdrawal withdrawal,
            Event<JobChanged> changed,
            IndexingConfig config) {
        this.jobs = jobs;
        this.documents = documents;
        this.queue = queue;
        this.withdrawal = withdrawal;
        this.changed = changed;
        this.config = config;
    }

    /** An empty job that takes uploads of this caller until it is closed or left alone. */
    public UUID open(WritableCollection into) {
        return insert(UUID.randomUUID(), into.id(), into.caller().subject(), true);
    }

    /** The job that this caller left open in the collection. */
    public Optional<UUID> leftOpen(WritableCollection into) {
        return jobs.open(into.id(), into.caller().subject(), idleSince(now()), Limit.of(1)).stream()
                .findFirst()
                .map(job -> job.id);
    }

    /**
     * That an upload may be added to the job.
     *
     * @throws org.carrel.problem.ProblemException not-found when it is not this caller's, or of
     *     another collection; conflict when it is closed
     */
    public void requireOpen(WritableCollection into, UUID job) {
        JobEntity found =
                jobs.byId(job)
                        .filter(each -> each.collectionId.equals(into.id()))
                        .filter(each -> each.createdBy.equals(into.caller().subject()))
                        .orElseThrow(() -> Problems.notFound("job"));
        if (!isOpen(found)) {
            throw Problems.conflict("The job is closed and takes no more uploads.");
        }
    }

    /** No more uploads are to come. */
    public void close(UUID job) {
        jobs.close(job);
        changed.fire(new JobChanged(job));
    }

    /** Whether so many documents wait that no more should come now. */
    public boolean isFull() {
        return jobs.queued() >= config.maxQueued();
    }

    /** A document came in; this is its transaction. */
    void enter(@Observes DocumentStored stored) {
        // A file found in another joins its job, open or not.
        if (jobs.byId(stored.jobId()).isEmpty()) {
            insert(stored.jobId(), stored.collectionId(), stored.by(), false);
        }
        Instant now = now();
        jobs.touch(stored.jobId(), now, idleSince(now));
        JobItemEntity item = new JobItemEntity();
        item.jobId = stored.jobId();
        item.documentId = stored.documentId();
        item.version = stored.version();
        item.state = ItemState.QUEUED.stored();
        item.run = 1;
        long ahead = jobs.waiting(item.jobId);
        jobs.insert(item);
        queue.add(item.run(), ahead);
        changed.fire(new JobChanged(item.jobId));
    }

    /** What stood in the way of a version is gone; this is the transaction that took it away. */
    void again(@Observes ExtractionWanted wanted) {
        jobs.item(wanted.jobId(), wanted.documentId(), wanted.version()).ifPresent(this::again);
        changed.fire(new JobChanged(wanted.jobId()));
    }

    /** Their part of jobs becomes a job of the collection to which they moved. */
    void moved(@Observes DocumentsMoved moved) {
        UUID job = insert(UUID.randomUUID(), moved.to(), moved.by(), false);
        jobs.rejoin(moved.documents(), job);
        documents.rejoin(moved.documents(), job);
        moved.documents()
                .forEach(each -> {
                    queue.addRelocation(each, moved.from());
                    queue.addReindex(each);
                });
        moved.superseded().forEach(queue::addSuperseded);
    }

    private UUID insert(UUID id, UUID collection, String by, boolean open) {
        JobEntity job = new JobEntity();
        job.id = id;
        job.collectionId = collection;
        job.createdBy = by;
        job.createdAt = now();
        job.open = open;
        job.touchedAt = job.createdAt;
        jobs.insert(job);
        return id;
    }

    /** Whether more uploads may come: it was neither closed nor left alone for too long. */
    boolean isOpen(JobEntity job) {
        return job.open && job.touchedAt.isAfter(idleSince(now()));
    }

    private Instant idleSince(Instant now) {
        return now.minus(config.openJobIdle());
    }

    /** The collection of a job that the caller may see. */
    UUID collection(UUID job, ReadableCollections readable) {
        return jobs.byId(job)
                .map(found -> found.collectionId)
                .filter(readable::contains)
                .orElseThrow(() -> Problems.notFound("job"));
    }

    /**
     * Stops what has not ended, and takes no more. Work in progress notices before its next step.
     */
    void cancel(UUID job) {
        jobs.close(job);
        jobs.items(job, ItemState.OPEN).forEach(this::stop);
        changed.fire(new JobChanged(job));
    }

    /**
     * Stops one document.
     *
     * @throws org.carrel.problem.ProblemException not-found when it is not in the job
     */
    void cancel(UUID job, UUID document) {
        items(job, document).forEach(this::stop);
        changed.fire(new JobChanged(job));
    }

    /** Queues anew what was quarantined or cancelled. */
    void retryFailed(UUID job) {
        jobs.items(job, ItemState.FAILED).forEach(this::again);
        changed.fire(new JobChanged(job));
    }

    /**
     * Queues one document anew, if it was quarantined or cancelled.
     *
     * @throws org.carrel.problem.ProblemException not-found when it is not in the job
     */
    void retry(UUID job, UUID document) {
        items(job, document).forEach(this::again);
        changed.fire(new JobChanged(job));
    }

    private List<JobItemEntity> items(UUID job, UUID document) {
        List<JobItemEntity> found = jobs.itemsOf(job, document);
        if (found.isEmpty()) {
            throw Problems.notFound("document in this job");
        }
        return found;
    }

    private void stop(JobItemEntity item) {
        int stopped =
                jobs.move(
                        item.jobId,
                        item.documentId,
                        item.version,
                        item.run,
                        ItemState.OPEN,
                        ItemState.CANCELLED.stored(),
                        now(),
                        CANCELLED,
                        CANCELLED_DETAIL);
        if (stopped == 1) {
            documents.quarantined(item.documentId, item.version, CANCELLED, CANCELLED_DETAIL);
            if (item.starts > 0) {
                withdrawal.of(item.documentId, item.version);
            }
        }
    }

    private void again(JobItemEntity item) {
        int moved =
                jobs.again(item.jobId, item.documentId, item.version, item.run, ItemState.FAILED);
        if (moved == 1) {
            documents.processing(item.documentId, item.version);
            Run next = new Run(item.jobId, item.documentId, item.version, item.run + 1);
            queue.add(next, jobs.waiting(item.jobId) - 1);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
