package org.carrel.models.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.carrel.models.Generation.Finish;
import org.carrel.models.Generation.Result;

/** Writes an answer token by token, always the likeliest, so that one prompt has one answer. */
final class TokenLoop {

    private final JlamaEngine engine;
    private final TextTokenizer tokenizer;
    private final List<Integer> endTokens;

    TokenLoop(JlamaEngine engine, TextTokenizer tokenizer, List<Integer> endTokens) {
        this.engine = engine;
        this.tokenizer = tokenizer;
        this.endTokens = endTokens;
    }

    /** Runs on the worker thread alone. */
    Result run(QueuedGeneration.Request request, BooleanSupplier cancelled) {
        Run run = new Run(request, cancelled);
        Finish finish;
        try {
            finish = run.write();
        } catch (ListenerFailedException e) {
            // Nobody takes the text any more.
            finish = Finish.CANCELLED;
        }
        return run.result(finish);
    }

    private final class Run {

        private final long start = System.nanoTime();
        private final QueuedGeneration.Request request;
        private final BooleanSupplier cancelled;
        private final AnswerText answer;
        private int generated;
        private long firstToken;

        private Run(QueuedGeneration.Request request, BooleanSupplier cancelled) {
            this.request = request;
            this.cancelled = cancelled;
            this.answer = new AnswerText(tokenizer::decode, request.limits().stops(), this::tell);
        }

        private Finish write() {
            Optional<Integer> first = engine.read(request.tokens(), cancelled);
            firstToken = System.nanoTime();
            if (first.isEmpty()) {
                return Finish.CANCELLED;
            }
            Finish finish = write(first.get());
            if (finish != Finish.CANCELLED) {
                answer.end();
            }
            return finish;
        }

        private Finish write(int first) {
            int next = first;
            while (!cancelled.getAsBoolean()) {
                if (endTokens.contains(next)) {
                    return Finish.STOP;
                }
                generated++;
                if (answer.add(next)) {
                    return Finish.STOP;
                }
                if (generated == request.limits().maxTokens()) {
                    return Finish.LENGTH;
                }
                next = engine.read(next);
            }
            return Finish.CANCELLED;
        }

        private void tell(String piece) {
            try {
                request.onText().accept(piece);
            } catch (RuntimeException e) {
                throw new ListenerFailedException(e);
            }
        }

        private Result result(Finish finish) {
            return new Result(
                    answer.text(),
                    finish,
                    request.tokens().length(),
                    generated,
                    request.promptSha256(),
                    Duration.ofNanos(firstToken - start),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static final class ListenerFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private ListenerFailedException(RuntimeException cause) {
            super(cause);
        }
    }
}
