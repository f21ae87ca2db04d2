package org.carrel.gate;

import java.util.Optional;
import org.carrel.model.KnownModel;

/** Whether a model could answer, or be tried, at all. */
final class Openable {

    private Openable() {}

    /** Why it could not, in a sentence; empty if it could. */
    static Optional<String> refusal(KnownModel model) {
        if (model.description().makesVectors()) {
            return Optional.of(
                    "This is an encoder and writes no answers: it cannot be the language model."
                            + " Documents can be found by it.");
        }
        return trialRefusal(model);
    }

    /** Why it could not even be put to the questions; an encoder can. */
    static Optional<String> trialRefusal(KnownModel model) {
        if (!model.description().writesText() && !model.description().makesVectors()) {
            return Optional.of(
                    "This is a cross-encoder and writes no answers: it cannot be the language"
                            + " model. It is used by carrel.search.reranker.");
        }
        return distrust(model);
    }

    /** What speaks against opening it; empty if it may be. */
    static Optional<String> distrust(KnownModel model) {
        return switch (model.trust()) {
            case SHIPPED, SIGNED, UNSIGNED -> Optional.empty();
            case WITHDRAWN ->
                    Optional.of(
                            "This model is not opened: the key that signed for it is withdrawn.");
            case CHANGED ->
                    Optional.of(
                            "This model is not opened: its folder was changed after the import.");
            case UNKNOWN ->
                    Optional.of(
                            "This model is not opened: it was not brought in by an import, so nobody"
                                    + " vouches for it.");
        };
    }
}
