package org.carrel.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.carrel.problem.ProblemDocument;
import org.carrel.problem.ProblemException;
import org.eclipse.microprofile.context.ManagedExecutor;

/**
 * Has a refusal recorded before it is sent. Recording waits for the database, so it is done apart
 * from the thread that answers; if it cannot be done, that is the answer instead.
 */
@ApplicationScoped
class RefusalRecords {

    private final ManagedExecutor executor;

    RefusalRecords(ManagedExecutor executor) {
        this.executor = executor;
    }

    /**
     * @param response the refusal
     * @param record throws a {@link ProblemException} if it cannot record
     */
    Uni<Void> before(ContainerResponseContext response, Runnable record) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    record.run();
                    return null;
                })
                .runSubscriptionOn(executor)
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> {
                    ProblemException problem = (ProblemException) failure;
                    response.setStatus(problem.status());
                    response.setEntity(ProblemDocument.of(problem));
                    return null;
                });
    }
}
