package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.carrel.access.ReadableCollections;
import org.carrel.document.DocumentStored;
import org.carrel.document.Documents;
import org.carrel.document.ExtractionWanted;
import org.carrel.document.StoredDocument;
import org.carrel.problem.Problems;

/** Jobs as callers see and steer them. Everything takes part in the caller's transaction. */
@ApplicationScoped
@Transactional
class Jobs {

    static final String CANCELLED = "CANCELLED";
    private static final String CANCELLED_DETAIL = "Stopped before it was in the index.";

    private final JobRepository jobs;
    private final Documents documents;
    private final WorkQueue queue;
    private final Withdrawal withdrawal;
    private final Event<JobChanged> changed;

    Jobs(
            JobRepository jobs,
            Documents documents,
            WorkQueue queue,
            Withdrawal withdrawal,
            Event<JobChanged> changed) {
        this.jobs = jobs;
        this.documents = documents;
        this.queue = queue;
        this.withdrawal = withdrawal;
        this.changed = changed;
    }

    /** A version of a document came in; this is its transaction. */
    void enter(@Observes DocumentStored stored) {
        if (jobs.byId(stored.jobId()).isEmpty()) {
            jobs.insert(job(stored));
        }
        JobItemEntity item = new JobItemEntity();
        item.jobId = stored.jobId();
        item.documentId = stored.documentId();
        item.version = stored.version();
        item.state = ItemState.QUEUED.stored();
        item.run = 1;
        jobs.insert(item);
        queue.add(item.run());
        changed.fire(new JobChanged(item.jobId));
    }

    /** What stood in the way of a version is gone; this is the transaction that took it away. */
    void again(@Observes ExtractionWanted wanted) {
        jobs.item(wanted.jobId(), wanted.documentId(), wanted.version()).ifPresent(this::again);
        changed.fire(new JobChanged(wanted.jobId()));
    }

    private void again(JobItemEntity item) {
        int queued =
                jobs.again(item.jobId, item.documentId, item.version, item.run, ItemState.FAILED);
        if (queued == 1) {
            documents.processing(item.documentId, item.version);
            queue.add(new Run(item.jobId, item.documentId, item.version, item.run + 1));
        }
    }

    private static JobEntity job(DocumentStored stored) {
        JobEntity job = new JobEntity();
        job.id = stored.jobId();
        job.collectionId = stored.collectionId();
        job.createdBy = stored.by();
        job.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return job;
    }

    /** The collection of a job that the caller may see. */
    UUID collection(UUID job, ReadableCollections readable) {
        return jobs.byId(job)
                .map(found -> found.collectionId)
                .filter(readable::contains)
                .orElseThrow(() -> Problems.notFound("job"));
    }

    JobView view(UUID job) {
        return JobView.of(job, jobs.items(job).stream().map(this::item).toList());
    }

    /** Stops what has not ended. Work in progress notices before its next step. */
    JobView cancel(UUID job) {
        for (JobItemEntity item : jobs.items(job)) {
            int stopped =
                    jobs.move(
                            job,
                            item.documentId,
                            item.version,
                            item.run,
                            ItemState.OPEN,
                            ItemState.CANCELLED.stored(),
                            CANCELLED,
                            CANCELLED_DETAIL);
            if (stopped == 1) {
                documents.quarantined(item.documentId, item.version, CANCELLED, CANCELLED_DETAIL);
                withdrawal.of(item.documentId, item.version);
            }
        }
        changed.fire(new JobChanged(job));
        return view(job);
    }

    /** Queues anew what was quarantined or cancelled. */
    JobView retryFailed(UUID job) {
        jobs.items(job).forEach(this::again);
        changed.fire(new JobChanged(job));
        return view(job);
    }

    private JobView.Item item(JobItemEntity item) {
        String name =
                documents.find(item.documentId, item.version).map(StoredDocument::name).orElse("");
        return new JobView.Item(
                item.documentId, item.version, name, item.state, item.reason, item.detail);
    }
}
