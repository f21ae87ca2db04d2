package org.carrel.answer;

import java.util.List;
import org.carrel.models.Generation;

/** Hears an answer come into being, one call at a time. No call may block. */
interface Listener {

    /** For a caller who waits for the whole. */
    Listener NONE = new Listener() {};

    /** In a comparison so many documents of so many were asked; nothing is shown yet. */
    default void progress(int done, int total) {}

    /** More of the text; all of them joined are the answer's. */
    default void text(String text) {}

    /**
     * A sentence was finished and checked.
     *
     * @param soFar the sentences that are shown, in order
     * @param withheld number of those that are not
     */
    default void verified(List<Sentence> soFar, int withheld) {}

    /** A model has written all that it will; before the answer is there. */
    default void ended(List<Generation.Result> results) {}
}
