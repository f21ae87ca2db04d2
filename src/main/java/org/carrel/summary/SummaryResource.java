package org.carrel.summary;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.AskedPart;
import org.carrel.access.Revocations;
import org.carrel.problem.Problems;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jspecify.annotations.Nullable;

/** Summaries of one document, as one JSON object or as a stream of events. */
@Path("/api/v1/documents/{id}/summary")
@RolesAllowed({"legal", "clinician"})
class SummaryResource {

    private final Access access;
    private final Summarising summarising;
    private final SummaryConfig config;
    private final Revocations revocations;
    private final ManagedExecutor executor;

    SummaryResource(
            Access access,
            Summarising summarising,
            SummaryConfig config,
            Revocations revocations,
            ManagedExecutor executor) {
        this.access = access;
        this.summarising = summarising;
        this.config = config;
        this.revocations = revocations;
        this.executor = executor;
    }

    /**
     * How it is to be summarised. All of it may be left out.
     *
     * @param style {@code sections} for a contract, {@code clinical} for a clinical paper, else
     *     {@code brief}, if left out
     * @param wording whether the language model words the lines; false if left out
     * @param version the latest if left out
     */
    record Wish(@Nullable Style style, boolean wording, @Nullable @Min(1) Integer version)
            implements AskedPart {

        static final Wish PLAIN = new Wish(null, false, null);
    }

    // Whoever accepts anything gets what comes first by name: this, not the stream.
    @POST
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Summary> complete(
            UUID id, @Valid @Nullable Wish wish, @Context RoutingContext http) {
        Summarising.Prepared prepared = prepare(id, wish);
        Summarising.Running running = summarising.start(prepared, Watch.NONE);
        http.response().closeHandler(gone -> running.cancel().run());
        return Uni.createFrom()
                .completionStage(running.summary())
                .emitOn(executor)
                .invoke(summary -> revocations.require(prepared.scope()))
                .ifNoItem()
                .after(config.patience())
                .failWith(() -> {
                    running.cancel().run();
                    return Problems.unavailable("The summary took too long; stream it.");
                })
                // Once it is awaited, the framework's own handler stands in the place of ours.
                .onCancellation()
                .invoke(running.cancel()::run);
    }

    @POST
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> stream(
            UUID id, @Valid @Nullable Wish wish, @Context Sse sse, @Context RoutingContext http) {
        UnicastProcessor<OutboundSseEvent> events = UnicastProcessor.create();
        SummaryEvents out = new SummaryEvents(sse, events);
        Summarising.Prepared prepared = prepare(id, wish);
        Summarising.Running running = summarising.start(prepared, out);
        http.response().closeHandler(gone -> running.cancel().run());
        running.summary().whenComplete(out::finish);
        return revocations.until(
                prepared.scope(),
                events.onCancellation().invoke(() -> running.cancel().run()),
                sse);
    }

    private Summarising.Prepared prepare(UUID id, @Nullable Wish wish) {
        Wish wanted = wish == null ? Wish.PLAIN : wish;
        return summarising.prepare(
                access.readable(),
                new Summarising.Wish(id, wanted.version(), wanted.style(), wanted.wording()));
    }
}
