package org.carrel.compliance;

/**
 * An event or entry that breaks the rules of the form, so that it cannot be written or read without
 * doubt. The message names the field and the rule, never the field's content.
 */
public final class MalformedAuditException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public MalformedAuditException(String message) {
        super(message);
    }
}
