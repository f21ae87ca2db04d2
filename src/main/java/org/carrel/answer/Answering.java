package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.carrel.access.Access;
import org.carrel.access.ReadableCollections;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.problem.Problems;
import org.carrel.search.Filter;
import org.carrel.search.Filters;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jspecify.annotations.Nullable;

/** Answers questions: evidence first, prose second, both recorded before they are shown. */
@ApplicationScoped
class Answering {

    /** More collections than these are searched but not named. */
    private static final int NAMED_COLLECTIONS = 20;

    private static final Set<Route> WRITTEN = Set.of(Route.GENERATE, Route.LARGER);

    private final Access access;
    private final Filters filters;
    private final EvidenceFinder finder;
    private final Comparing comparing;
    private final Router router;
    private final Writing writing;
    private final AnswerRecords records;
    private final ManagedExecutor executor;

    Answering(
            Access access,
            Filters filters,
            EvidenceFinder finder,
            Comparing comparing,
            Router router,
            Writing writing,
            AnswerRecords records,
            ManagedExecutor executor) {
        this.access = access;
        this.filters = filters;
        this.finder = finder;
        this.comparing = comparing;
        this.router = router;
        this.writing = writing;
        this.records = records;
        this.executor = executor;
    }

    /** An answer on its way. */
    record Running(CompletionStage<Answer> answer, Runnable cancel) {}

    /**
     * Chooses the evidence and the route, and records both, and the answer too where no model is to
     * write it. When this returns, what is recorded may be shown.
     *
     * @param listener hears how far a comparison is
     */
    Prepared prepare(ReadableCollections scope, Question question, Listener listener) {
        long arrived = System.nanoTime();
        requirePossible(question);
        Standalone standalone = FollowUp.of(question.question(), question.turns());
        String text = standalone.text();
        Filter filter = filters.of(scope, question.within(), question.filter());
        Comparison comparison =
                Comparing.isWanted(question, text)
                        ? comparing.find(scope, text, filter, question, listener)
                        : null;
        Evidence evidence =
                comparison == null
                        ? finder.find(scope, text, filter, question.versions())
                        : comparison.evidence();
        Routing routing =
                router.decide(
                        text,
                        evidence,
                        comparison != null && question.wanted() == null
                                ? Route.EXTRACT
                                : question.wanted(),
                        writers(evidence));
        Prepared prepared =
                new Prepared(
                        UUID.randomUUID(),
                        scope,
                        question,
                        standalone,
                        evidence,
                        comparison,
                        routing,
                        List.of(),
                        null,
                        access.names(scope, NAMED_COLLECTIONS),
                        arrived);
        return recorded(WRITTEN.contains(routing.route()) ? prompted(prepared) : prepared);
    }

    /** Refuses at once what cannot be done. */
    void requirePossible(Question question) {
        @Nullable Route wanted = question.wanted();
        if (wanted != null && WRITTEN.contains(wanted) && !writing.writers().contains(wanted)) {
            throw Problems.unavailable(
                    wanted == Route.LARGER
                            ? "No larger model is set; route extract works."
                            : "No language model is installed; route extract works.");
        }
    }

    /** None where all that was found speaks to its reader and states nothing. */
    private Set<Route> writers(Evidence evidence) {
        return evidence instanceof Evidence.Grounded grounded
                        && PromptText.evidence(grounded.citations()).isEmpty()
                ? Set.of()
                : writing.writers();
    }

    private Prepared prompted(Prepared prepared) {
        LanguageModel model = writing.model(prepared.route());
        List<GroundedPrompt> prompts =
                prepared.parts().stream()
                        .map(part -> writing.prompt(model, prepared.standalone().text(), part))
                        .toList();
        return prepared.with(prompts, model);
    }

    private Prepared recorded(Prepared prepared) {
        AnswerRecord record = AnswerRecord.of(prepared, writing);
        if (prepared.prompts().isEmpty()) {
            records.whole(prepared, record, quoted(prepared));
        } else {
            records.begin(prepared, record);
        }
        return prepared;
    }

    /** Starts the answer. */
    Running start(Prepared prepared, Listener listener) {
        if (!prepared.prompts().isEmpty()) {
            return write(prepared, listener);
        }
        Answer answer = Answer.of(prepared, quoted(prepared), null, prepared.millis());
        if (!answer.sentences().isEmpty()) {
            listener.verified(answer.sentences(), 0);
        }
        return new Running(CompletableFuture.completedFuture(answer), () -> {});
    }

    private Running write(Prepared prepared, Listener listener) {
        Series series = new Series(writing, prepared, refusal(prepared), listener, executor);
        CompletionStage<Answer> answer =
                series.start()
                        .handleAsync(
                                (written, failure) ->
                                        complete(prepared, written, failure, listener),
                                executor);
        // Who awaits it may cancel what they hold, and the end is recorded all the same.
        return new Running(answer.thenApply(Function.identity()), series::cancel);
    }

    private Answer complete(
            Prepared prepared,
            @Nullable List<Writing.Written> written,
            @Nullable Throwable failure,
            Listener listener) {
        if (written == null) {
            records.failed(prepared);
            throw new CompletionException(failure);
        }
        long firstAt = written.getFirst().firstAt();
        Answer answer =
                Answer.of(
                        prepared,
                        composed(
                                prepared,
                                written.stream().map(Writing.Written::composed).toList(),
                                refusal(prepared)),
                        firstAt == 0 ? null : prepared.millisTo(firstAt),
                        prepared.millis());
        List<Generation.Result> results = written.stream().map(Writing.Written::result).toList();
        records.complete(prepared, answer, results);
        listener.ended(results);
        return answer;
    }

    /** Quotes alone, or that the documents do not say. */
    private static Composed quoted(Prepared prepared) {
        return composed(prepared, List.of(), refusal(prepared));
    }

    /** What was written, and quotes for what was not. */
    private static Composed composed(Prepared prepared, List<Composed> written, String refusal) {
        List<Composed> all = new ArrayList<>(written);
        prepared.parts().stream().skip(written.size()).map(Composed::extracted).forEach(all::add);
        if (prepared.comparison() != null) {
            return prepared.comparison().compose(all, refusal);
        }
        return all.isEmpty() ? Composed.silent(refusal, prepared.shown(), null) : all.getFirst();
    }

    private static String refusal(Prepared prepared) {
        return Refusal.of(prepared.searched(), prepared.searchedIn(), prepared.focus());
    }
}
