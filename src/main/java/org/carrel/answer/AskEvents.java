package org.carrel.answer;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.problem.ProblemDocument;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** An answer as a stream of events: evidence first, prose after it, each sentence's verdict. */
final class AskEvents implements Listener {

    private final Sse sse;
    private final UnicastProcessor<OutboundSseEvent> sink = UnicastProcessor.create();

    // Events come from the model's thread and from others: one at a time.
    private boolean over;
    private Runnable whenGone = () -> {};

    AskEvents(Sse sse) {
        this.sse = sse;
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

    /** The first event: which way is taken, and how a follow-up was understood. */
    record RouteEvent(Route route, UUID answerId, @Nullable String standalone) {
        static RouteEvent of(Prepared prepared) {
            return new RouteEvent(prepared.route(), prepared.id(), prepared.standalone().shown());
        }
    }

    /** The event after each checked sentence. */
    record Verification(List<Sentence> sentences, int withheld) {}

    /** The event that closes the books. */
    record Usage(@Nullable String model, Answer.Timings timings) {}

    Multi<OutboundSseEvent> stream() {
        return sink;
    }

    void evidence(Prepared prepared) {
        send("route", RouteEvent.of(prepared));
        send("evidence", EvidenceEvent.from(prepared.evidence()));
    }

    @Override
    public void progress(int done, int total) {
        send("progress", Map.of("done", done, "total", total));
    }

    @Override
    public void text(String text) {
        send("delta", Map.of("text", text));
    }

    @Override
    public void verified(List<Sentence> soFar, int withheld) {
        send("verification", new Verification(soFar, withheld));
    }

    void finish(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            send("error", ProblemDocument.of(Problems.unfinished("answer", failure)));
        } else {
            send("usage", new Usage(answer.model(), answer.timings()));
            send("done", answer);
        }
        end();
    }

    /** The client is gone: nothing more is sent. */
    void gone() {
        Runnable cancel;
        synchronized (this) {
            over = true;
            cancel = whenGone;
        }
        cancel.run();
    }

    /** What to stop then; at once if the client is gone already. */
    void whenGone(Runnable cancel) {
        boolean late;
        synchronized (this) {
            late = over;
            whenGone = cancel;
        }
        if (late) {
            cancel.run();
        }
    }

    private synchronized void end() {
        if (!over) {
            over = true;
            sink.onComplete();
        }
    }

    private synchronized void send(String name, Object data) {
        if (!over) {
            sink.onNext(
                    sse.newEventBuilder()
                            .name(name)
                            .mediaType(MediaType.APPLICATION_JSON_TYPE)
                            .data(data)
                            .build());
        }
    }
}
