package org.carrel.gate;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.carrel.access.Caller;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.model.Activations;
import org.carrel.model.KnownModel;
import org.carrel.model.Serving;
import org.carrel.models.LanguageModel;
import org.carrel.models.runtime.UnusableModelException;
import org.carrel.problem.ProblemException;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Lets one model take over from another: it is opened first, then what was decided is committed
 * with the event that says so, and only then is it the one that is asked.
 */
@ApplicationScoped
class TakingOver {

    private static final String ACTIVATE = "model.activate";
    private static final String ROLL_BACK = "model.rollback";

    private final Activations activations;
    private final Gate gate;
    private final Serving serving;
    private final AuditLog audit;

    TakingOver(Activations activations, Gate gate, Serving serving, AuditLog audit) {
        this.activations = activations;
        this.gate = gate;
        this.serving = serving;
        this.audit = audit;
    }

    /**
     * What is to be recorded.
     *
     * @param action as the log calls it
     */
    private record Deed(String action, KnownModel model, Caller caller) {

        AuditEvent event(Outcome outcome, Map<String, String> more) {
            Map<String, String> details = new HashMap<>(more);
            details.put("model", model.name());
            details.put("sha256", model.sha256());
            details.put("trust", model.trust().id());
            return caller.event(action, outcome, null, null, details);
        }
    }

    /**
     * @param override why it takes over, where no evaluation lets it
     * @throws org.carrel.problem.ProblemException conflict if it is not trusted, answers already,
     *     cannot be opened, or neither passed nor is overridden
     */
    synchronized void activate(KnownModel model, @Nullable String override, Caller caller) {
        Optional<String> name = Optional.of(model.name());
        if (activations.active().equals(name) && serving.name().equals(name)) {
            throw Problems.conflict("This model answers already.");
        }
        Deed deed = new Deed(ACTIVATE, model, caller);
        requireUsable(deed);
        Gate.Ruling ruling = gate.rule(model);
        if (!ruling.lets(override)) {
            throw refused(deed, ruling.why());
        }
        String reason = ruling.evaluation() == null ? override : null;
        var grounds = new Activations.Grounds(ruling.evaluation(), reason, caller.subject());
        change(
                deed,
                () -> {
                    activations.activate(model, grounds);
                    audit.record(deed.event(Outcome.SUCCESS, ruling.grounds(override)));
                });
    }

    /** Takes the last activation back: the model before it has passed already. */
    synchronized void goBack(KnownModel model, Caller caller) {
        Deed deed = new Deed(ROLL_BACK, model, caller);
        requireUsable(deed);
        change(
                deed,
                () -> {
                    activations.undo(model, caller.subject());
                    audit.record(deed.event(Outcome.SUCCESS, Map.of()));
                });
    }

    private void requireUsable(Deed deed) {
        if (!serving.isWanted()) {
            throw refused(
                    deed,
                    "This server is set to run without a language model:"
                            + " carrel.language-model.name is none.");
        }
        Openable.refusal(deed.model())
                .ifPresent(why -> {
                    throw refused(deed, why);
                });
    }

    private void change(Deed deed, Runnable decision) {
        LanguageModel opened = open(deed);
        boolean changed = false;
        try {
            QuarkusTransaction.requiringNew().run(decision);
            serving.change(opened);
            changed = true;
        } finally {
            if (!changed) {
                opened.close();
            }
        }
    }

    private LanguageModel open(Deed deed) {
        try {
            return serving.open(deed.model());
        } catch (UnusableModelException e) {
            String why = String.valueOf(e.getMessage());
            String folder = deed.model().folder().toString();
            throw refused(
                    deed,
                    "This model cannot be opened: " + why.replace(folder, deed.model().name()));
        }
    }

    /** Nothing has changed, and the log says that somebody wanted it to. */
    private ProblemException refused(Deed deed, String why) {
        audit.recordNow(deed.event(Outcome.DENIED, Map.of("problem", why)));
        return Problems.conflict(why);
    }
}
