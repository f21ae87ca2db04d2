package org.carrel.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Duration;
import java.util.Optional;
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

    private static final int UNAVAILABLE = 503;

    // The database may be what is not available, and was waited for already.
    private static final Duration UNAVAILABLE_LIMIT = Duration.ofMillis(200);

    private final ManagedExecutor executor;

    RefusalRecords(ManagedExecutor executor) {
        this.executor = executor;
    }

    /**
     * @param response the refusal
     * @param record throws a {@link ProblemException} if it cannot record; goes on beyond the
     *     answer where that is 503 and it takes long
     */
    Uni<Void> before(ContainerResponseContext response, Runnable record) {
        String request = CurrentRequest.id();
        Uni<Optional<ProblemException>> recording =
                Uni.createFrom().item(() -> within(request, record)).runSubscriptionOn(executor);
        Uni<Void> recorded =
                recording
                        .invoke(failure -> failure.ifPresent(problem -> answer(response, problem)))
                        .replaceWithVoid();
        return response.getStatus() == UNAVAILABLE
                ? recorded.ifNoItem()
                        .after(UNAVAILABLE_LIMIT)
                        .recoverWithUni(Uni.createFrom().voidItem())
                : recorded;
    }

    private static void answer(ContainerResponseContext response, ProblemException problem) {
        response.setStatus(problem.status());
        response.setEntity(ProblemDocument.of(problem));
    }

    // The thread that records is another one, and does not know the request.
    private static Optional<ProblemException> within(@Nullable String request, Runnable record) {
        boolean unknown = request != null && CurrentRequest.id() == null;
        if (unknown) {
            MDC.put(ProblemDocument.TRACE_ID, request);
        }
        try {
            record.run();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e);
        } finally {
            if (unknown) {
                MDC.remove(ProblemDocument.TRACE_ID);
            }
        }
    }
}
