package org.carrel.concept;

import java.util.Set;

/**
 * Something that documents of a trade usually speak of: a clause type or a section of a chart.
 *
 * @param id stable, lower case, such as {@code governing-law}
 * @param name as a heading would say it
 * @param about one sentence, for comparing with a question by vectors
 * @param usual how usual it is that a document of the trade speaks of it
 * @param atBeginning whether it stands at a document's beginning
 * @param words lower-case words that headings of it and wording of it share, most usual first; a
 *     query for the concept may be expanded by the first few
 */
public record Concept(
        String id,
        String name,
        Domain domain,
        String about,
        Usual usual,
        boolean atBeginning,
        Set<String> words) {

    /** How many documents of a trade speak of something. */
    public enum Usual {
        /** About one in ten. */
        RARELY,
        /** About one in three. */
        SOMETIMES,
        /** More than half. */
        OFTEN,
        /** Nearly all. */
        ALWAYS
    }

    /** Two concepts are the same when their names for programs are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Concept concept && concept.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
