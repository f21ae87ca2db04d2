package org.carrel.models.runtime;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.carrel.models.Generation.Finish;
import org.carrel.models.Generation.Result;

/** Writes answers token by token. Same prompt, same sampling, same answer. */
final class TokenLoop {

    private final LlamaEngine engine;
    private final TextTokenizer tokenizer;
    private final List<Integer> endTokens;
    private final PrefixCache prefixes;
    private final boolean lookup;

    /**
     * @param lookup whether to guess tokens from the prompt
     */
    TokenLoop(
            LlamaEngine engine,
            TextTokenizer tokenizer,
            List<Integer> endTokens,
            PrefixCache prefixes,
            boolean lookup) {
        this.engine = engine;
        this.tokenizer = tokenizer;
        this.endTokens = endTokens;
        this.prefixes = prefixes;
        this.lookup = lookup;
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
            PromptTokens prompt = request.tokens();
            PrefixCache.Beginning begun = prefixes.begin(request.scope(), prompt);
            KeyValues past = begun == null ? engine.newKeyValues() : begun.past();
            int from = begun == null ? 0 : begun.length();
            float[] scores = engine.readPrompt(prompt.ids(), from, past, cancelled);
            firstToken = System.nanoTime();
            if (scores == null) {
                return Finish.CANCELLED;
            }
            Finish finish = write(scores, past);
            prefixes.keep(request.scope(), prompt, past);
            if (finish != Finish.CANCELLED) {
                answer.end();
            }
            return finish;
        }

        private Finish write(float[] first, KeyValues past) {
            int[] ids = request.tokens().ids();
            PromptLookup guesses = lookup ? new PromptLookup(ids) : null;
            Continuation continuation = new Continuation(engine, past, ids.length, guesses);
            float[] scores = first;
            while (scores != null && !cancelled.getAsBoolean()) {
                int next = request.sampler().choose(scores);
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
                scores = continuation.after(next, cancelled);
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
