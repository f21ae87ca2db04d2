package org.carrel.access;

import java.util.Set;
import java.util.UUID;

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

    public boolean contains(UUID collection) {
        return ids.contains(collection);
    }
}
