package org.carrel.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.carrel.audit.CurrentRequest;
import org.carrel.problem.ProblemDocument;
import org.carrel.problem.ProblemException;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

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
        String request = CurrentRequest.id();
        return Uni.createFrom()
                .<Void>item(() -> {
                    within(request, record);
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

    // The thread that records is another one, and does not know the request.
    private static void within(@Nullable String request, Runnable record) {
        if (request == null || CurrentRequest.id() != null) {
            record.run();
            return;
        }
        MDC.put(ProblemDocument.TRACE_ID, request);
        try {
            record.run();
        } finally {
            MDC.remove(ProblemDocument.TRACE_ID);
        }
    }
}
