package org.carrel.audit;

import java.util.List;
import org.carrel.compliance.CanonicalForm;
import org.carrel.compliance.CommittedEvent;

/**
 * An event that has happened and has no place in the log yet.
 *
 * @param event what the log will hold
 * @param sealed salts and values of its personal fields, in the order of the fields' names
 */
record Recorded(CommittedEvent event, List<byte[]> sealed) {

    // The longest that a sequence is written.
    private static final long ANY_SEQUENCE = (1L << 53) - 1;

    /**
     * @throws org.carrel.compliance.MalformedAuditException if the event is larger than the form
     *     takes, whatever its place
     */
    Recorded {
        CanonicalForm.bytes(ANY_SEQUENCE, event);
        sealed = List.copyOf(sealed);
    }
}
