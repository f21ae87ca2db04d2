package org.carrel.access;

import java.util.UUID;

/**
 * One collection whose members one caller may change, now: as its steward, or as one who answers
 * for the audit log. Only {@link Access} makes these.
 */
public final class StewardedCollection {

    private final Caller caller;
    private final UUID id;

    StewardedCollection(Caller caller, UUID id) {
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
