package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.carrel.access.Access;
import org.carrel.access.ReadableCollections;
import org.carrel.models.LanguageModel;
import org.carrel.problem.Problems;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jspecify.annotations.Nullable;

/** Answers questions: evidence first, prose second, both recorded before they are shown. */
@ApplicationScoped
class Answering {

    /** More collections than these are searched but not named. */
    private static final int NAMED_COLLECTIONS = 20;

    private final Access access;
    private final EvidenceFinder finder;
    private final Writing writing;
    private final AnswerRecords records;
    private final ManagedExecutor executor;

    Answering(
            Access access,
            EvidenceFinder finder,
            Writing writing,
            AnswerRecords records,
            ManagedExecutor executor) {
        this.access = access;
        this.finder = finder;
        this.writing = writing;
        this.records = records;
        this.executor = executor;
    }

    /** An answer on its way. */
    record Running(CompletionStage<Answer> answer, Runnable cancel) {}

    /**
     * Chooses the evidence and the route, and records both. When this returns, the evidence may be
     * shown.
     */
    Prepared prepare(ReadableCollections scope, Question question) {
        long arrived = System.nanoTime();
        if (question.wanted() == Route.GENERATE && !writing.possible()) {
            throw Problems.unavailable("No language model is installed; route extract works.");
        }
        Standalone standalone = Standalone.asAsked(question.question());
        Evidence evidence =
                finder.find(scope, standalone.text(), question.within(), question.versions());
        Route route = route(evidence, question.wanted());
        LanguageModel.Prompt prompt =
                route == Route.GENERATE && evidence instanceof Evidence.Grounded grounded
                        ? writing.prompt(standalone.text(), grounded)
                        : null;
        List<String> names = access.names(scope, NAMED_COLLECTIONS);
        Prepared prepared =
                new Prepared(
                        UUID.randomUUID(),
                        scope,
                        question,
                        standalone,
                        evidence,
                        route,
                        prompt,
                        names,
                        arrived);
        records.begin(prepared);
        return prepared;
    }

    private Route route(Evidence evidence, @Nullable Route wanted) {
        if (evidence instanceof Evidence.Insufficient || !writing.possible()) {
            return Route.EXTRACT;
        }
        return wanted == null ? Route.GENERATE : wanted;
    }

    /** Starts the answer. */
    Running start(Prepared prepared, Listener listener) {
        return switch (prepared.evidence()) {
            case Evidence.Insufficient none ->
                    finished(prepared, Composed.silent(refusal(prepared), none.nearest(), null));
            case Evidence.Grounded grounded ->
                    prepared.prompt() == null
                            ? extract(prepared, grounded, listener)
                            : generate(prepared, grounded, prepared.prompt(), listener);
        };
    }

    private static String refusal(Prepared prepared) {
        return Refusal.of(prepared.evidence().searched(), prepared.searchedIn());
    }

    private Running extract(Prepared prepared, Evidence.Grounded evidence, Listener listener) {
        Composed composed = Composed.extracted(evidence);
        listener.verified(composed.sentences(), 0);
        return finished(prepared, composed);
    }

    private Running finished(Prepared prepared, Composed composed) {
        Answer answer = Answer.of(prepared, composed, null, prepared.millis());
        records.complete(prepared, answer, null);
        return new Running(CompletableFuture.completedFuture(answer), () -> {});
    }

    private Running generate(
            Prepared prepared,
            Evidence.Grounded evidence,
            LanguageModel.Prompt prompt,
            Listener listener) {
        Writing.Running running =
                writing.start(
                        prepared.standalone().text(),
                        evidence,
                        prompt,
                        refusal(prepared),
                        listener);
        CompletionStage<Answer> answer =
                running.written()
                        .handleAsync(
                                (written, failure) -> complete(prepared, written, failure),
                                executor);
        return new Running(answer, running.cancel());
    }

    private Answer complete(
            Prepared prepared, Writing.@Nullable Written written, @Nullable Throwable failure) {
        if (written == null) {
            records.failed(prepared);
            throw new CompletionException(failure);
        }
        Long firstToken = written.firstAt() == 0 ? null : prepared.millisTo(written.firstAt());
        Answer answer = Answer.of(prepared, written.composed(), firstToken, prepared.millis());
        records.complete(prepared, answer, written);
        return answer;
    }
}
