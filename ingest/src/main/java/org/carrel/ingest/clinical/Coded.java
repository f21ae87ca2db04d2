package org.carrel.ingest.clinical;

import org.jspecify.annotations.Nullable;

/**
 * A concept as a file states it.
 *
 * @param name as displayed; null when it has none
 * @param system by the name people call it
 */
record Coded(@Nullable String name, @Nullable String code, @Nullable String system) {

    static final Coded NONE = new Coded(null, null, null);

    /** What it can be called: its name, else its code with the system. */
    @Nullable String label() {
        if (name != null || code == null) {
            return name;
        }
        return system == null ? code : system + " " + code;
    }
}
