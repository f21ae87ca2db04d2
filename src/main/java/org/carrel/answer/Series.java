package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.carrel.problem.ProblemException;

/** Pieces of writing, one after the other, heard and cancelled as one. */
final class Series {

    private final Writing writing;
    private final Prepared prepared;
    private final List<Evidence.Grounded> parts;
    private final String refusal;
    private final Listener listener;
    private final Executor executor;

    private final List<Sentence> shown = new ArrayList<>();
    private int withheld;
    private int citations;
    private volatile boolean cancelled;
    private volatile Runnable current = () -> {};

    Series(
            Writing writing,
            Prepared prepared,
            String refusal,
            Listener listener,
            Executor executor) {
        this.writing = writing;
        this.prepared = prepared;
        this.parts = prepared.parts();
        this.refusal = refusal;
        this.listener = listener;
        this.executor = executor;
    }

    /**
     * Begins.
     *
     * @return what was written before it was cancelled
     * @throws ProblemException busy when the model's queue is full
     */
    CompletionStage<List<Writing.Written>> start() {
        return next(begin(0), List.of());
    }

    void cancel() {
        cancelled = true;
        current.run();
    }

    private Writing.Running begin(int part) {
        Writing.Running running =
                writing.start(
                        prepared.model(),
                        prepared.standalone().text(),
                        parts.get(part),
                        prepared.prompts().get(part),
                        prepared.asker(),
                        refusal,
                        new Joined(part));
        current = running.cancel();
        if (cancelled) {
            running.cancel().run();
        }
        return running;
    }

    private CompletionStage<List<Writing.Written>> next(
            Writing.Running running, List<Writing.Written> before) {
        return running.written()
                .thenComposeAsync(
                        written -> {
                            List<Writing.Written> all = new ArrayList<>(before);
                            all.add(written);
                            ended(written);
                            return all.size() == parts.size() || cancelled
                                    ? CompletableFuture.completedFuture(all)
                                    : after(all);
                        },
                        executor);
    }

    /** A queue that fills up on the way ends the writing; the rest is quoted. */
    private CompletionStage<List<Writing.Written>> after(List<Writing.Written> before) {
        try {
            return next(begin(before.size()), before);
        } catch (ProblemException e) {
            return CompletableFuture.completedFuture(before);
        }
    }

    private synchronized void ended(Writing.Written written) {
        Composed composed = written.composed();
        composed.sentences().forEach(sentence -> shown.add(sentence.moved(citations)));
        citations += composed.citations().size();
        withheld += composed.withheld();
    }

    private synchronized void tell(List<Sentence> soFar, int left) {
        List<Sentence> all = new ArrayList<>(shown);
        soFar.forEach(sentence -> all.add(sentence.moved(citations)));
        listener.verified(all, withheld + left);
    }

    /** Hears one piece, after those before it. */
    private final class Joined implements Listener {
        private boolean begun;
        private final boolean first;

        Joined(int part) {
            first = part == 0;
        }

        @Override
        public void text(String text) {
            listener.text(begun || first ? text : "\n" + text);
            begun = true;
        }

        @Override
        public void verified(List<Sentence> soFar, int left) {
            tell(soFar, left);
        }
    }
}
