package org.carrel.gate;

import java.util.Optional;
import org.carrel.model.KnownModel;

/** Whether a model could answer at all. */
final class Openable {

    private Openable() {}

    /** Why it could not, in a sentence; empty if it could. */
    static Optional<String> refusal(KnownModel model) {
        if (!model.description().writesText()) {
            return Optional.of(
                    "This is an ONNX model, an encoder or a cross-encoder, and writes no answers: it"
                            + " cannot be the language model. A cross-encoder is used by"
                            + " carrel.search.reranker.");
        }
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
