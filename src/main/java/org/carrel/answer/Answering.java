package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.carrel.access.Caller;
import org.carrel.access.ReadableCollections;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.QueueFullException;
import org.carrel.problem.Problems;
import org.carrel.search.Shown;
import org.carrel.search.Versions;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jspecify.annotations.Nullable;

/** Answers questions: evidence first, prose second, both recorded before they are shown. */
@ApplicationScoped
class Answering {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(15);
    private static final List<String> STOPS = List.of("\n", "Answer:", "Question:");

    private final EvidenceFinder finder;
    private final InstalledModel installed;
    private final AuditLog audit;
    private final AnswerConfig config;
    private final ManagedExecutor executor;

    Answering(
            EvidenceFinder finder,
            InstalledModel installed,
            AuditLog audit,
            AnswerConfig config,
            ManagedExecutor executor) {
        this.finder = finder;
        this.installed = installed;
        this.audit = audit;
        this.config = config;
        this.executor = executor;
    }

    /**
     * A question whose evidence is chosen and recorded.
     *
     * @param arrived {@link System#nanoTime} when it was asked
     */
    record Prepared(
            ReadableCollections scope,
            String question,
            Evidence evidence,
            Route route,
            long arrived) {}

    /** An answer on its way. */
    record Running(CompletionStage<Answer> answer, Runnable cancel) {}

    /**
     * Chooses the evidence and the route, and records both. When this returns, the evidence may be
     * shown.
     *
     * @param wanted null to let the rules choose
     */
    Prepared prepare(
            ReadableCollections scope,
            String question,
            Set<UUID> documents,
            Versions versions,
            @Nullable Route wanted) {
        long arrived = System.nanoTime();
        if (wanted == Route.GENERATE && installed.get().isEmpty()) {
            throw Problems.unavailable("No language model is installed; route extract works.");
        }
        Evidence evidence = finder.find(scope, question, documents, versions);
        Prepared prepared =
                new Prepared(scope, question, evidence, route(evidence, wanted), arrived);
        recordEvidence(prepared);
        return prepared;
    }

    private Route route(Evidence evidence, @Nullable Route wanted) {
        if (evidence instanceof Evidence.Insufficient || installed.get().isEmpty()) {
            return Route.EXTRACT;
        }
        return wanted == null ? Route.GENERATE : wanted;
    }

    /**
     * Starts the answer.
     *
     * @param onText gets the prose as it is written, in order; it must not block
     */
    Running start(Prepared prepared, Consumer<String> onText) {
        return switch (prepared.evidence()) {
            case Evidence.Insufficient none ->
                    finished(prepared, Answer.insufficient(none, prepared.route()));
            case Evidence.Grounded grounded when prepared.route() == Route.EXTRACT ->
                    finished(prepared, Answer.extracted(grounded));
            case Evidence.Grounded grounded -> generate(prepared, grounded, onText);
        };
    }

    private Running finished(Prepared prepared, Answer answer) {
        recordAnswer(prepared, answer, Map.of());
        return new Running(CompletableFuture.completedFuture(answer), () -> {});
    }

    private Running generate(
            Prepared prepared, Evidence.Grounded evidence, Consumer<String> onText) {
        LanguageModel model = installed.get().orElseThrow();
        LanguageModel.Prompt prompt =
                GroundedPrompt.of(
                        model, prepared.question(), evidence.citations(), config.evidenceTokens());
        FirstText first = new FirstText(onText);
        Generation generation;
        try {
            generation =
                    model.generate(
                            prompt, new LanguageModel.Limits(config.maxTokens(), STOPS), first);
        } catch (QueueFullException e) {
            throw Problems.busy("Many answers are being written; try again soon.", RETRY_AFTER);
        }
        CompletionStage<Answer> answer =
                generation
                        .result()
                        .thenApplyAsync(
                                result -> complete(prepared, evidence, model, result, first),
                                executor);
        return new Running(answer, generation::cancel);
    }

    private Answer complete(
            Prepared prepared,
            Evidence.Grounded evidence,
            LanguageModel model,
            Generation.Result result,
            FirstText first) {
        Answer answer =
                Answer.generated(
                        evidence,
                        prepared.question(),
                        result,
                        model.description(),
                        Answer.timings(
                                evidence,
                                first.millisSince(prepared.arrived()),
                                millisSince(prepared.arrived())));
        recordAnswer(
                prepared,
                answer,
                Map.of(
                        "model", model.description().name(),
                        "modelSha256", model.description().sha256(),
                        "promptSha256", result.promptSha256(),
                        "finish", result.finish().name()));
        return answer;
    }

    private void recordEvidence(Prepared prepared) {
        List<Citation> shown =
                switch (prepared.evidence()) {
                    case Evidence.Grounded grounded -> grounded.citations();
                    case Evidence.Insufficient none -> none.nearest();
                };
        record(
                prepared,
                "answer.evidence",
                Map.of(
                        "questionSha256", Shown.sha256(prepared.question()),
                        "route", prepared.route().name(),
                        "searched", Integer.toString(prepared.evidence().searched()),
                        "shown", places(shown)));
    }

    private void recordAnswer(Prepared prepared, Answer answer, Map<String, String> model) {
        Map<String, String> details = new HashMap<>(model);
        details.put("questionSha256", Shown.sha256(prepared.question()));
        details.put("answerSha256", Shown.sha256(answer.answer()));
        details.put("outcome", answer.outcome());
        record(prepared, "answer.complete", details);
    }

    private void record(Prepared prepared, String action, Map<String, String> details) {
        Caller caller = prepared.scope().caller();
        audit.recordNow(
                caller.event(action, Outcome.SUCCESS, prepared.scope().only(), null, details));
    }

    private static String places(List<Citation> citations) {
        return citations.stream()
                .map(c -> Shown.place(c.documentId(), c.version(), c.start(), c.end()))
                .collect(Collectors.joining(" "));
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Passes text on and remembers when the first of it came. */
    private static final class FirstText implements Consumer<String> {
        private final Consumer<String> next;
        private volatile long at;

        FirstText(Consumer<String> next) {
            this.next = next;
        }

        @Override
        public void accept(String text) {
            if (at == 0) {
                at = System.nanoTime();
            }
            next.accept(text);
        }

        long millisSince(long start) {
            return at == 0 ? 0 : (at - start) / 1_000_000;
        }
    }
}
