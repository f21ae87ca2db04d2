package org.carrel.summary;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.carrel.access.ReadableCollections;
import org.carrel.answer.Wording;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.document.ReadableText;
import org.carrel.document.ReadableTexts;
import org.carrel.problem.Problems;
import org.carrel.search.DocumentVectors;
import org.carrel.search.Shown;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jspecify.annotations.Nullable;

/** Makes summaries, a bounded number at a time, each recorded before it is shown. */
@ApplicationScoped
class Summarising {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final ReadableTexts texts;
    private final DocumentVectors vectors;
    private final Wording wording;
    private final AuditLog audit;
    private final ManagedExecutor executor;
    private final Semaphore turns;

    Summarising(
            ReadableTexts texts,
            DocumentVectors vectors,
            Wording wording,
            AuditLog audit,
            SummaryConfig config,
            ManagedExecutor executor) {
        this.texts = texts;
        this.vectors = vectors;
        this.wording = wording;
        this.audit = audit;
        this.executor = executor;
        this.turns = new Semaphore(config.concurrent());
    }

    /**
     * What is to be summarised, and how.
     *
     * @param version null for the latest
     * @param style null for the one that fits the document
     * @param wording whether a language model words the lines
     */
    record Wish(UUID document, @Nullable Integer version, @Nullable Style style, boolean wording) {}

    /** A version that may be read, which is recorded. */
    record Prepared(
            ReadableCollections scope, ReadableTexts.Opened opened, Wish wish, long arrived) {}

    /** A summary on its way; its stage fails with CancellationException when it was cancelled. */
    record Running(CompletionStage<Summary> summary, Runnable cancel) {}

    Prepared prepare(ReadableCollections scope, Wish wish) {
        long arrived = System.nanoTime();
        ReadableTexts.Opened opened =
                texts.open(scope, wish.document(), wish.version(), "summary.read");
        if (wish.wording() && wording.model().isEmpty()) {
            throw Problems.unavailable("No language model is installed; leave wording out.");
        }
        return new Prepared(opened.scope(), opened, wish, arrived);
    }

    /**
     * Starts a summary.
     *
     * @throws org.carrel.problem.ProblemException busy when too many are made
     */
    Running start(Prepared prepared, Watch watch) {
        if (!turns.tryAcquire()) {
            throw Problems.busy("Other summaries are being made; try again soon.", RETRY_AFTER);
        }
        AtomicBoolean stopped = new AtomicBoolean();
        Rewording rewording = new Rewording(wording, watch);
        try {
            CompletableFuture<Summary> summary =
                    executor.supplyAsync(() -> make(prepared, watch, rewording, stopped::get));
            CompletionStage<Summary> ended =
                    summary.whenComplete((made, failure) -> turns.release());
            // Who awaits it may cancel what they hold, and the turn is given back all the same.
            return new Running(
                    ended.thenApply(Function.identity()),
                    () -> {
                        stopped.set(true);
                        rewording.cancel();
                    });
        } catch (RuntimeException e) {
            turns.release();
            throw e;
        }
    }

    private Summary make(
            Prepared prepared, Watch watch, Rewording rewording, BooleanSupplier stopped) {
        ReadableText document = prepared.opened().text();
        Drafts drafts = new Drafts(document, Centrality.of(prepared.scope(), document, vectors));
        long opened = System.nanoTime();
        Style wanted = prepared.wish().style();
        Style style = wanted == null ? drafts.fitting() : wanted;
        Draft draft = drafts.draft(style, watch, stopped);
        Numbered numbered = new Numbered(document);
        List<Numbered.Added> added = draft.sections().stream().map(numbered::add).toList();
        long chosen = System.nanoTime();
        recordShown(prepared, document, style, numbered);
        if (stopped.getAsBoolean()) {
            throw new CancellationException();
        }
        added.forEach(watch::section);
        Numbered last = numbered;
        if (prepared.wish().wording()) {
            Draft worded = rewording.of(draft, stopped);
            worded.sections().forEach(section -> watch.verification(numbered.add(section)));
            last = new Numbered(document);
            worded.sections().forEach(last::add);
            recordWorded(prepared, document, last, rewording);
        }
        long arrived = prepared.arrived();
        return last.summary(
                style,
                prepared.wish().wording() ? wording.model().orElse(null) : null,
                new Summary.Timings(
                        millis(arrived, opened),
                        millis(opened, chosen),
                        rewording.millisToFirst(arrived),
                        millis(arrived, System.nanoTime())));
    }

    private void recordWorded(
            Prepared prepared, ReadableText document, Numbered worded, Rewording rewording) {
        record(
                prepared,
                document,
                "summary.worded",
                Map.of(
                        "model", wording.model().orElse(""),
                        "modelSha256", rewording.modelSha256(),
                        "promptsSha256", rewording.promptsSha256(),
                        "summarySha256", Shown.sha256(worded.text())));
    }

    private void recordShown(
            Prepared prepared, ReadableText document, Style style, Numbered numbered) {
        record(
                prepared,
                document,
                "summary.shown",
                Map.of(
                        "style", style.name(),
                        "passages", Integer.toString(document.places().size()),
                        "textSha256", Shown.sha256(document.text().text()),
                        "summarySha256", Shown.sha256(numbered.text()),
                        "shown", numbered.places()));
    }

    private void record(
            Prepared prepared, ReadableText document, String action, Map<String, String> what) {
        Map<String, String> details = new HashMap<>(what);
        details.put("version", Integer.toString(document.version()));
        audit.recordNow(
                prepared.scope()
                        .caller()
                        .event(
                                action,
                                Outcome.SUCCESS,
                                document.collectionId(),
                                document.documentId(),
                                details));
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
