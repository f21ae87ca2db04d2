package org.carrel.indexing;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.UUID;

/** Tells those who watch a job in this server that it has changed. May miss; they also look. */
@ApplicationScoped
class JobNotices {

    private final BroadcastProcessor<UUID> changed = BroadcastProcessor.create();

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobChanged change) {
        changed.onNext(change.jobId());
    }

    /** The job's id each time it has changed, from now on. */
    Multi<UUID> of(UUID job) {
        return changed.onOverflow().drop().filter(job::equals);
    }
}
