package org.carrel.search;

import java.util.Set;
import java.util.UUID;

/**
 * The documents that a question names, such as the contract in "In the Supply Agreement between A
 * and B: who may terminate?". Elsewhere is the wrong document, even where it answers.
 *
 * @param documents empty when the question names none, or it is unsure which
 * @param rest the question without the words that name them; the whole question where it names none
 */
public record Focus(Set<UUID> documents, String rest) {

    public Focus {
        documents = Set.copyOf(documents);
    }

    /** A question that names no document. */
    public static Focus none(String question) {
        return new Focus(Set.of(), question);
    }
}
