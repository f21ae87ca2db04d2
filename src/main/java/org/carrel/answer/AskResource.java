package org.carrel.answer;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.problem.ProblemDocument;
import org.carrel.problem.Problems;
import org.carrel.search.Search;
import org.carrel.search.Versions;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Questions over documents, answered as one JSON object or as a stream of events. */
@Path("/api/v1/ask")
@RolesAllowed({"legal", "clinician"})
class AskResource {

    private static final Logger LOG = Logger.getLogger(AskResource.class);

    private final Access access;
    private final Answering answering;
    private final AnswerConfig config;

    AskResource(Access access, Answering answering, AnswerConfig config) {
        this.access = access;
        this.answering = answering;
        this.config = config;
    }

    /**
     * A question.
     *
     * @param collections to look into; all that the caller may read if left out
     * @param documents to look into; all of those collections if left out
     * @param route {@code auto} if left out
     * @param allVersions whether superseded versions are looked into too; false if left out
     */
    record Question(
            @NotBlank @Size(max = Search.MAX_QUESTION) String question,
            @Nullable @Size(max = 1000) List<UUID> collections,
            @Nullable @Size(max = 1000) List<UUID> documents,
            @Nullable
                    @Pattern(
                            regexp = "auto|extract|generate",
                            message = "must be auto, extract or generate")
                    String route,
            boolean allVersions) {

        @Nullable Route wanted() {
            return switch (route) {
                case "extract" -> Route.EXTRACT;
                case "generate" -> Route.GENERATE;
                case null, default -> null;
            };
        }
    }

    @POST
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Answer> ask(@Valid @NotNull Question question, @Context RoutingContext http) {
        Answering.Prepared prepared = prepare(question);
        Answering.Running running = answering.start(prepared, text -> {});
        http.response().closeHandler(gone -> running.cancel().run());
        return Uni.createFrom()
                .completionStage(running.answer())
                .ifNoItem()
                .after(config.patience())
                .failWith(() -> {
                    running.cancel().run();
                    return Problems.unavailable("The answer took too long; stream it.");
                });
    }

    @POST
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> stream(
            @Valid @NotNull Question question, @Context Sse sse, @Context RoutingContext http) {
        Answering.Prepared prepared = prepare(question);
        UnicastProcessor<OutboundSseEvent> events = UnicastProcessor.create();
        Events out = new Events(sse, events);
        out.send("route", Map.of("route", prepared.route()));
        out.send("evidence", EvidenceEvent.from(prepared.evidence()));
        Answering.Running running =
                answering.start(prepared, text -> out.send("delta", Map.of("text", text)));
        http.response().closeHandler(gone -> running.cancel().run());
        running.answer().whenComplete((answer, failure) -> finish(out, events, answer, failure));
        return events.onCancellation().invoke(() -> running.cancel().run());
    }

    private Answering.Prepared prepare(Question question) {
        return answering.prepare(
                access.readable(question.collections()),
                question.question(),
                question.documents() == null ? Set.of() : Set.copyOf(question.documents()),
                Versions.of(question.allVersions()),
                question.wanted());
    }

    private static void finish(
            Events out,
            UnicastProcessor<OutboundSseEvent> events,
            @Nullable Answer answer,
            @Nullable Throwable failure) {
        if (answer == null) {
            LOG.errorf(failure, "an answer failed");
            out.send(
                    "error",
                    ProblemDocument.of(Problems.internal("The answer could not be finished.")));
        } else {
            out.send("verification", Map.of("sentences", answer.sentences()));
            out.send("usage", Usage.from(answer));
            out.send("done", answer);
        }
        events.onComplete();
    }

    /** The event that shows evidence before any prose. */
    record EvidenceEvent(
            String outcome,
            List<Citation> citations,
            List<Citation> nearest,
            Evidence.Timings timings) {
        static EvidenceEvent from(Evidence evidence) {
            return switch (evidence) {
                case Evidence.Grounded grounded ->
                        new EvidenceEvent(
                                "grounded", grounded.citations(), List.of(), grounded.timings());
                case Evidence.Insufficient none ->
                        new EvidenceEvent(
                                "insufficient", List.of(), none.nearest(), none.timings());
            };
        }
    }

    /** The event that closes the books. */
    record Usage(@Nullable String model, Answer.Timings timings) {
        static Usage from(Answer answer) {
            return new Usage(answer.model(), answer.timings());
        }
    }

    private record Events(Sse sse, UnicastProcessor<OutboundSseEvent> sink) {
        void send(String name, Object data) {
            // The worker thread writes deltas, another one the end: one at a time.
            synchronized (sink) {
                sink.onNext(
                        sse.newEventBuilder()
                                .name(name)
                                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                                .data(data)
                                .build());
            }
        }
    }
}
