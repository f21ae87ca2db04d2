package org.carrel.audit.format;

import org.carrel.compliance.LoggedEvent;

/**
 * What was done, in the classes that FHIR and DICOM share (RFC 3881, section 5.1.1).
 *
 * <p>Known from an action's last word, so that an action which came later is still told in the most
 * general way.
 */
enum Interaction {
    CREATE('C', "create"),
    READ('R', "read"),
    UPDATE('U', "update"),
    DELETE('D', "delete"),
    /** A question or search. */
    QUERY('E', "search"),
    /** Anything else. */
    EXECUTE('E', "operation");

    private final char code;
    private final String rest;

    Interaction(char code, String rest) {
        this.code = code;
        this.rest = rest;
    }

    char code() {
        return code;
    }

    /** In the code system {@code http://hl7.org/fhir/restful-interaction}. */
    String rest() {
        return rest;
    }

    static Interaction of(LoggedEvent event) {
        String action = event.action();
        if (isOfLog(event) || isAlert(event)) {
            return EXECUTE;
        }
        return switch (action.substring(action.lastIndexOf('.') + 1)) {
            case "query", "evidence" -> QUERY;
            case "create", "upload", "attachment" -> CREATE;
            case "read",
                    "content",
                    "text",
                    "record",
                    "boxes",
                    "versions",
                    "list",
                    "items",
                    "watch",
                    "shown",
                    "reconstruct" ->
                    READ;
            case "metadata",
                    "version",
                    "indexed",
                    "reindexed",
                    "superseded",
                    "quarantined",
                    "unlock" ->
                    UPDATE;
            case "delete", "erase" -> DELETE;
            default -> EXECUTE;
        };
    }

    /** Whether the audit log itself was used. */
    static boolean isOfLog(LoggedEvent event) {
        return event.action().startsWith("audit.");
    }

    /** Whether somebody was turned away. */
    static boolean isAlert(LoggedEvent event) {
        return event.action().startsWith("access.");
    }
}
