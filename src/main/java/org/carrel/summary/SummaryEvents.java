package org.carrel.summary;

import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.carrel.problem.ProblemDocument;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Tells a client how a summary comes about: progress, section, delta, verification, then done. */
final class SummaryEvents implements Watch {

    private final Sse sse;
    private final UnicastProcessor<OutboundSseEvent> sink;

    SummaryEvents(Sse sse, UnicastProcessor<OutboundSseEvent> sink) {
        this.sse = sse;
        this.sink = sink;
    }

    /** The event {@code progress}. */
    private record Progress(int done, int total, String what) {}

    /**
     * The events {@code section} and {@code verification}.
     *
     * @param sentences indexes from 0 into all sentences that came so far
     * @param added what this event adds to them, and to the citations
     */
    private record SectionEvent(String id, String name, List<Integer> sentences, Added added) {}

    private record Added(List<Summary.Line> sentences, List<Summary.Cited> citations) {}

    /** The event {@code delta}. */
    private record Delta(String section, String text) {}

    @Override
    public void progress(int done, int total, String what) {
        send("progress", new Progress(done, total, what));
    }

    @Override
    public void section(Numbered.Added added) {
        send("section", event(added));
    }

    @Override
    public void delta(String section, String text) {
        send("delta", new Delta(section, text));
    }

    @Override
    public void verification(Numbered.Added added) {
        send("verification", event(added));
    }

    private static SectionEvent event(Numbered.Added added) {
        Summary.Section section = added.section();
        return new SectionEvent(
                section.id(),
                section.name(),
                section.sentences(),
                new Added(added.sentences(), added.citations()));
    }

    /** The last event; none where nobody listens any more. */
    void finish(@Nullable Summary summary, @Nullable Throwable failure) {
        if (summary != null) {
            send("done", summary);
        } else if (!isCancelled(failure)) {
            send("error", ProblemDocument.of(Problems.unfinished("summary", failure)));
        }
        sink.onComplete();
    }

    private static boolean isCancelled(@Nullable Throwable failure) {
        return failure instanceof CancellationException
                || failure instanceof CompletionException completed
                        && completed.getCause() instanceof CancellationException;
    }

    private void send(String name, Object data) {
        // The model's worker writes deltas, another thread the rest: one at a time.
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
