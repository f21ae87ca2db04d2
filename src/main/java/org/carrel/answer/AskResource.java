package org.carrel.answer;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.carrel.access.Access;
import org.carrel.access.ReadableCollections;
import org.carrel.access.Revocations;
import org.carrel.problem.Problems;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Questions over documents, answered as one JSON object or as a stream of events. */
@Path("/api/v1/ask")
@RolesAllowed({"legal", "clinician"})
class AskResource {

    private final Access access;
    private final Answering answering;
    private final AnswerConfig config;
    private final Revocations revocations;
    private final ManagedExecutor executor;

    AskResource(
            Access access,
            Answering answering,
            AnswerConfig config,
            Revocations revocations,
            ManagedExecutor executor) {
        this.access = access;
        this.answering = answering;
        this.config = config;
        this.revocations = revocations;
        this.executor = executor;
    }

    @POST
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Answer> ask(@Valid @NotNull Question question, @Context RoutingContext http) {
        Prepared prepared =
                answering.prepare(access.readable(question.collections()), question, Listener.NONE);
        Answering.Running running = answering.start(prepared, Listener.NONE);
        http.response().closeHandler(gone -> running.cancel().run());
        return Uni.createFrom()
                .completionStage(running.answer())
                .emitOn(executor)
                .invoke(answer -> revocations.require(prepared.scope()))
                .ifNoItem()
                .after(config.patience())
                .failWith(() -> {
                    running.cancel().run();
                    return Problems.unavailable("The answer took too long; stream it.");
                })
                // Once it is awaited, the framework's own handler stands in the place of ours.
                .onCancellation()
                .invoke(running.cancel()::run);
    }

    @POST
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> stream(
            @Valid @NotNull Question question, @Context Sse sse, @Context RoutingContext http) {
        ReadableCollections scope = access.readable(question.collections());
        answering.requirePossible(question);
        AskEvents events = new AskEvents(sse);
        http.response().closeHandler(gone -> events.gone());
        if (question.compare()) {
            // It takes seconds, and says how far it is.
            executor.execute(() -> answer(scope, question, events));
        } else {
            begin(answering.prepare(scope, question, events), events);
        }
        return revocations.until(scope, events.stream().onCancellation().invoke(events::gone), sse);
    }

    private void answer(ReadableCollections scope, Question question, AskEvents events) {
        try {
            begin(answering.prepare(scope, question, events), events);
        } catch (RuntimeException e) {
            events.finish(null, e);
        }
    }

    private void begin(Prepared prepared, AskEvents events) {
        events.evidence(prepared);
        Answering.Running running = answering.start(prepared, events);
        events.whenGone(running.cancel());
        running.answer().whenComplete(events::finish);
    }
}
