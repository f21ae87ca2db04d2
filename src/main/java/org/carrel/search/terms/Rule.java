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
}
