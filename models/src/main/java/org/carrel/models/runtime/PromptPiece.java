package org.carrel.models.runtime;

/** A stretch of a prompt, by who wrote it: only the template may speak in control tokens. */
sealed interface PromptPiece {

    String text();

    /** From the model's chat template. */
    record Template(String text) implements PromptPiece {}

    /** The instructions, the same for many questions. */
    record Instructions(String text) implements PromptPiece {}

    /** The evidence and the question. */
    record Question(String text) implements PromptPiece {}
}
