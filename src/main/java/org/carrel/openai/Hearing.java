package org.carrel.openai;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is heard of an answer, from the threads that make it to the one that sends it. */
final class Hearing implements Consumer<String> {

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    /** Something that was heard. */
    sealed interface Heard {}

    /** More of the text. */
    record Piece(String text) implements Heard {}

    /**
     * The end.
     *
     * @param text the whole
     * @param finishReason {@code stop} or {@code length}
     */
    record End(String text, String finishReason, Completion.Usage usage, Completion.Ground ground)
            implements Heard {}

    /** The end without an answer. */
    record Failure(Throwable cause) implements Heard {}

    @Override
    public void accept(String text) {
        heard.add(new Piece(text));
    }

    /** To be called once, with one of the two. */
    void end(@Nullable End end, @Nullable Throwable failure) {
        heard.add(
                end != null
                        ? end
                        : new Failure(
                                failure == null ? new IllegalStateException("no end") : failure));
    }

    /** What comes next; null when nothing did within this time. */
    @Nullable Heard next(Duration patience) {
        try {
            return heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an answer was written", e);
        }
    }
}
