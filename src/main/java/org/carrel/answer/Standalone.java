package org.carrel.answer;

import org.jspecify.annotations.Nullable;

/**
 * A question as it is to be answered.
 *
 * @param text which stands alone
 * @param rewritten whether it is another text than the asked one
 * @param fromAnswer whether words of it were taken from an earlier answer, and so from a document
 */
record Standalone(String text, boolean rewritten, boolean fromAnswer) {

    static Standalone asAsked(String question) {
        return new Standalone(question.strip(), false, false);
    }

    /** For the answer: null where the question stood alone. */
    @Nullable String shown() {
        return rewritten ? text : null;
    }
}
