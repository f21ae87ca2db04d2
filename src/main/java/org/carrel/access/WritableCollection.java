package org.carrel.access;

import java.util.UUID;

/** One collection that one caller may add documents to, now. Only {@link Access} makes these. */
public final class WritableCollection {

    private final Caller caller;
    private final UUID id;

    WritableCollection(Caller caller, UUID id) {
        this.caller = caller;
        this.id = id;
    }

    /** For whom it was decided. */
    public Caller caller() {
        return caller;
    }

    public UUID id() {
        return id;
    }
}
