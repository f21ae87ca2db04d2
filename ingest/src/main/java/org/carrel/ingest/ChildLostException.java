package org.carrel.ingest;

/** A child ended, or fell silent, before it had an outcome for a file. */
final class ChildLostException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;
    private final boolean taken;
    private final boolean fresh;

    /**
     * @param reason what the file is refused for, should it be its doing
     * @param taken whether the child had begun with the file
     * @param fresh whether it was the child's first
     */
    ChildLostException(RefusalReason reason, boolean taken, boolean fresh) {
        super(reason.name());
        this.reason = reason;
        this.taken = taken;
        this.fresh = fresh;
    }

    RefusalReason reason() {
        return reason;
    }

    /** Whether the child had begun with the file. */
    boolean taken() {
        return taken;
    }

    /** Whether files before, or chance, may be why: the file deserves another child. */
    boolean mayBeTheChilds() {
        return !taken || !fresh && reason != RefusalReason.TIMEOUT;
    }
}
