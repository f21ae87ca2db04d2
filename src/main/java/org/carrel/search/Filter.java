package org.carrel.search;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a search.
 *
 * @param documents to look into; all if empty
 * @param section words that the headings above a passage must hold, all of them; null for any
 *     passage
 */
public record Filter(Set<UUID> documents, @Nullable String section) {

    /** Lets everything through. */
    public static final Filter NONE = new Filter(Set.of(), null);

    /** Lets nothing through: no document has this id. */
    public static final Filter NOTHING = new Filter(Set.of(new UUID(0, 0)), null);

    public Filter {
        documents = Set.copyOf(documents);
    }

    /** Only these documents; all if empty. */
    public static Filter in(Set<UUID> documents) {
        return new Filter(documents, null);
    }
}
