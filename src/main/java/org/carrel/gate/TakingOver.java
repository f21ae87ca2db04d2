package org.carrel.gate;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.carrel.access.Caller;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.model.Activations;
import org.carrel.model.Catalogue;
import org.carrel.model.Evaluation;
import org.carrel.model.KnownModel;
import org.carrel.model.Serving;
import org.carrel.model.WorkBoard;
import org.carrel.models.LanguageModel;
import org.carrel.models.runtime.UnusableModelException;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Lets one model take over from another: it is opened first, then what was decided is committed
 * with the event that says so, and only then is it the one that is asked.
 */
@ApplicationScoped
class TakingOver {

    private final Catalogue catalogue;
    private final Activations activations;
    private final WorkBoard board;
    private final Serving serving;
    private final AuditLog audit;

    TakingOver(
            Catalogue catalogue,
            Activations activations,
            WorkBoard board,
            Serving serving,
            AuditLog audit) {
        this.catalogue = catalogue;
        this.activations = activations;
        this.board = board;
        this.serving = serving;
        this.audit = audit;
    }

    /**
     * @param override why it takes over, where no evaluation lets it
     * @throws org.carrel.problem.ProblemException conflict if it is not trusted, answers already,
     *     cannot be opened, or neither passed nor is overridden
     */
    synchronized void activate(KnownModel model, @Nullable String override, Caller caller) {
        if (activations.active().filter(model.name()::equals).isPresent()
                && serving.name().filter(model.name()::equals).isPresent()) {
            throw Problems.conflict("This model answers already.");
        }
        Optional<Evaluation> passed =
                board.evaluation(model.name()).filter(found -> lets(found, model));
        if (passed.isEmpty() && override == null) {
            throw Problems.conflict(refusal(model));
        }
        var grounds =
                new Activations.Grounds(
                        passed.map(Evaluation::id).orElse(null),
                        passed.isPresent() ? null : override,
                        caller.subject());
        Map<String, String> details = details(model);
        if (grounds.evaluation() != null) {
            details.put("evaluation", grounds.evaluation().toString());
        }
        if (grounds.override() != null) {
            details.put("override", grounds.override());
        }
        change(
                model,
                now -> {
                    activations.activate(now, grounds);
                    audit.record(
                            caller.event("model.activate", Outcome.SUCCESS, null, null, details));
                });
    }

    /** Takes the last activation back: the model before it has passed already. */
    synchronized void goBack(KnownModel model, Caller caller) {
        change(
                model,
                now -> {
                    activations.undo(now, caller.subject());
                    audit.record(
                            caller.event(
                                    "model.rollback", Outcome.SUCCESS, null, null, details(now)));
                });
    }

    private void change(KnownModel model, Consumer<KnownModel> decision) {
        if (!model.trust().isEnough()) {
            throw Problems.conflict("This model is not opened: it is " + model.trust().id() + ".");
        }
        LanguageModel opened = open(model);
        boolean changed = false;
        try {
            QuarkusTransaction.requiringNew().run(() -> decision.accept(model));
            serving.change(opened);
            changed = true;
        } finally {
            if (!changed) {
                opened.close();
            }
        }
    }

    private LanguageModel open(KnownModel model) {
        try {
            return serving.open(model);
        } catch (UnusableModelException e) {
            throw Problems.conflict("This model cannot be opened as a language model.");
        }
    }

    /** Whether it was of this model, against the one that answers now, and passed. */
    private boolean lets(Evaluation evaluation, KnownModel model) {
        Optional<String> active =
                activations.active().flatMap(catalogue::find).map(KnownModel::sha256);
        String against = evaluation.incumbent() == null ? null : evaluation.incumbent().sha256();
        return evaluation.passed()
                && evaluation.candidateSha256().equals(model.sha256())
                && active.map(sha256 -> sha256.equals(against)).orElse(against == null);
    }

    private String refusal(KnownModel model) {
        return board.evaluation(model.name())
                .map(each ->
                        each.passed()
                                ? "Another model answers since this one was evaluated; evaluate it"
                                        + " again."
                                : "It has not passed: " + each.verdict())
                .orElse("This model was not evaluated yet.");
    }

    private static Map<String, String> details(KnownModel model) {
        return new HashMap<>(
                Map.of(
                        "model", model.name(),
                        "sha256", model.sha256(),
                        "trust", model.trust().id()));
    }
}
