package org.carrel.search.terms;

import java.util.List;

/** One family of {@link Identifier}s. */
interface Rule {

    /**
     * Adds what it finds, in order.
     *
     * @param text with plain spaces and hyphens
     */
    void find(String text, List<Identifier> into);

    /** Most text has none, and then a rule that needs one need not read it. */
    static boolean hasDigit(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
