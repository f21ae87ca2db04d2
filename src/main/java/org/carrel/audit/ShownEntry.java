package org.carrel.audit;

import java.util.Map;
import java.util.Optional;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry with what it says of persons, as far as that is still known.
 *
 * @param personal by the names of the fields
 */
record ShownEntry(LogEntry entry, Map<String, Value> personal) {

    /** What has become of a value. */
    enum State {
        /** It is what the entry commits to. */
        DISCLOSED,
        /** Its subject's key was destroyed. */
        ERASED,
        /** It is not there, or not what the entry commits to, though its key is. */
        MISSING
    }

    /**
     * A personal field.
     *
     * @param subject id of its key
     * @param value null unless disclosed
     */
    record Value(String subject, State state, @Nullable String value) {}

    /**
     * A field that the entry has.
     *
     * @throws java.util.NoSuchElementException if it has none of this name
     */
    Value personal(String field) {
        return Optional.ofNullable(personal.get(field)).orElseThrow();
    }

    /** Who acted; null when that is no longer known. */
    @Nullable String actor() {
        if (entry.event() instanceof AuditEvent named) {
            return named.actor();
        }
        Value actor = personal.get(Committing.ACTOR);
        return actor == null ? null : actor.value();
    }
}
