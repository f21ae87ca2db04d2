package org.carrel.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.carrel.ingest.Sentences;
import org.carrel.ingest.Span;
import org.carrel.models.Generation.Finish;

/**
 * What a model writes, taken apart into sentences while it is written. Each is checked as soon as
 * it is finished, in order and away from the model's thread. A model that goes in circles is
 * stopped.
 */
final class Prose implements Consumer<String> {

    /** What follows the last sentence's end must be this long before the end is believed. */
    private static final int BEGUN = 3;

    private final Function<String, Sentence> check;
    private final AnswerConfig.Unsupported unsupported;
    private final Listener listener;
    private final Executor executor;

    private final StringBuilder written = new StringBuilder();
    private final Set<String> said = new HashSet<>();
    private int finished;
    private CompletableFuture<Void> checks = CompletableFuture.completedFuture(null);

    // Touched by one check at a time, each of which sees what the one before wrote.
    private final List<Sentence> shown = new ArrayList<>();
    private int withheld;

    private volatile long firstAt;
    private volatile boolean circling;
    private volatile Runnable stop = () -> {};

    Prose(
            Function<String, Sentence> check,
            AnswerConfig.Unsupported unsupported,
            Listener listener,
            Executor executor) {
        this.check = check;
        this.unsupported = unsupported;
        this.listener = listener;
        this.executor = executor;
    }

    /** Text as it is finished. */
    record Checked(List<Sentence> sentences, int withheld, boolean circled) {
        Checked {
            sentences = List.copyOf(sentences);
        }
    }

    /** What is to be called, once, when the text goes in circles. */
    void whenCircling(Runnable stop) {
        this.stop = stop;
        if (circling) {
            stop.run();
        }
    }

    /** {@link System#nanoTime} of the first text; 0 before. */
    long firstAt() {
        return firstAt;
    }

    @Override
    public synchronized void accept(String piece) {
        if (firstAt == 0) {
            firstAt = System.nanoTime();
        }
        if (circling) {
            return;
        }
        written.append(piece);
        if (unsupported == AnswerConfig.Unsupported.MARK) {
            listener.text(piece);
        }
        List<Span> open = open();
        for (int i = 0; i + 1 < open.size() && !circling; i++) {
            if (open.get(i + 1).length() >= BEGUN || i + 2 < open.size()) {
                finish(open.get(i));
            }
        }
        if (!circling && Circles.ends(written.substring(finished))) {
            circle();
        }
    }

    /**
     * Nothing more is written.
     *
     * @param finish why; after a limit a sentence that is not ended is left out, unless it is all
     */
    synchronized CompletionStage<Checked> end(Finish finish) {
        if (!circling) {
            for (Span rest : open()) {
                String text = written.substring(rest.start(), rest.end());
                boolean broken = finish != Finish.STOP && !Statements.isEnded(text);
                if (!broken || (finish == Finish.LENGTH && said.isEmpty())) {
                    finish(rest);
                }
            }
        }
        return checks.thenApply(nothing -> new Checked(shown, withheld, circling));
    }

    private List<Span> open() {
        return Sentences.of(written.toString(), finished, written.length());
    }

    private void finish(Span span) {
        String sentence = written.substring(span.start(), span.end());
        finished = span.end();
        if (!said.add(sentence.toLowerCase(Locale.ROOT))) {
            circle();
            return;
        }
        checks = checks.thenRunAsync(() -> take(check.apply(sentence)), executor);
    }

    private void circle() {
        circling = true;
        stop.run();
    }

    private void take(Sentence sentence) {
        if (!sentence.supported() && unsupported == AnswerConfig.Unsupported.DROP) {
            withheld++;
        } else {
            if (unsupported == AnswerConfig.Unsupported.DROP) {
                listener.text(shown.isEmpty() ? sentence.text() : " " + sentence.text());
            }
            shown.add(sentence);
        }
        listener.verified(List.copyOf(shown), withheld);
    }
}
