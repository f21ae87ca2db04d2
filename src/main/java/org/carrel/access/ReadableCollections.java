package org.carrel.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The collections that one caller may read, now. Only {@link Access} makes these. */
public final class ReadableCollections {

    private final Caller caller;
    private final Set<UUID> ids;

    ReadableCollections(Caller caller, Set<UUID> ids) {
        this.caller = caller;
        this.ids = Set.copyOf(ids);
    }

    /** For whom it was decided. */
    public Caller caller() {
        return caller;
    }

    public Set<UUID> ids() {
        return ids;
    }

    /** The one collection, where there is just one. */
    public @Nullable UUID only() {
        return ids.size() == 1 ? ids.iterator().next() : null;
    }

    public boolean contains(UUID collection) {
        return ids.contains(collection);
    }
}
