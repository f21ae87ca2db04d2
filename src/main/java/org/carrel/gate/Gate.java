package org.carrel.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.model.Activations;
import org.carrel.model.Catalogue;
import org.carrel.model.Evaluation;
import org.carrel.model.KnownModel;
import org.carrel.model.WorkBoard;
import org.carrel.model.WorkRefusedException;
import org.jspecify.annotations.Nullable;

/** Says whether what was found out about a model lets it take over now. */
@ApplicationScoped
class Gate {

    private final Catalogue catalogue;
    private final Activations activations;
    private final WorkBoard board;
    private final GateConfig config;

    Gate(Catalogue catalogue, Activations activations, WorkBoard board, GateConfig config) {
        this.catalogue = catalogue;
        this.activations = activations;
        this.board = board;
        this.config = config;
    }

    /**
     * What it says.
     *
     * @param evaluation that lets the model take over; null if none does
     * @param why in a sentence
     */
    record Ruling(@Nullable UUID evaluation, String why) {

        private static Ruling against(String why) {
            return new Ruling(null, why);
        }

        /**
         * Whether the model may take over.
         *
         * @param override why it is to, where no evaluation lets it
         */
        boolean lets(@Nullable String override) {
            return evaluation != null || override != null;
        }

        /** What the log says of it when the model took over. */
        Map<String, String> grounds(@Nullable String override) {
            return evaluation == null
                    ? Map.of("override", String.valueOf(override), "gate", why)
                    : Map.of("evaluation", evaluation.toString());
        }
    }

    /**
     * The model that a candidate is held against: the active one, unless it is the candidate itself
     * or may not be opened.
     */
    Optional<KnownModel> incumbent(KnownModel candidate) {
        return activations
                .active()
                .filter(name -> !name.equals(candidate.name()))
                .flatMap(catalogue::find)
                .filter(each -> each.trust().isEnough());
    }

    /** Whether it may take over from the model that answers. */
    Ruling rule(KnownModel candidate) {
        return rule(candidate, incumbent(candidate).map(KnownModel::sha256).orElse(""));
    }

    /**
     * Whether it may take over from another.
     *
     * @param incumbentSha256 of the other; empty for none
     */
    Ruling rule(KnownModel candidate, String incumbentSha256) {
        Optional<Evaluation> newest = board.evaluation(candidate.name());
        if (newest.isEmpty()) {
            return Ruling.against("This model was not evaluated yet.");
        }
        Evaluation found = newest.get();
        if (!found.candidateSha256().equals(candidate.sha256())) {
            return Ruling.against(again("Another model had this name"));
        }
        if (!found.questionsSha256().equals(questions())) {
            return Ruling.against(again("The questions were others"));
        }
        String against = found.incumbent() == null ? "" : found.incumbent().sha256();
        if (!incumbentSha256.equals(against)) {
            return Ruling.against(again("Another model was in use"));
        }
        return found.passed()
                ? new Ruling(found.id(), found.verdict())
                : Ruling.against("It has not passed: " + found.verdict());
    }

    private static String again(String what) {
        return what + " when this one was evaluated: evaluate it again.";
    }

    /** Of the set that would be asked now; empty if it cannot be. */
    private String questions() {
        try {
            return Questions.load(config.questions()).sha256();
        } catch (WorkRefusedException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
