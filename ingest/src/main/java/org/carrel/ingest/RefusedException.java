package org.carrel.ingest;

/**
 * A file will not be read, for a reason that a person can act on. Thrown by what reads a file, in
 * the child; unchecked, since it passes through parsers that know only their own exceptions.
 */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    /** For a reason alone: no message, so no text of a document can be in it. */
    public RefusedException(RefusalReason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public RefusalReason reason() {
        return reason;
    }
}
