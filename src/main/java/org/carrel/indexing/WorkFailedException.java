package org.carrel.indexing;

/** A step failed through no fault of the document; db-scheduler tries again later. */
final class WorkFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkFailedException(String instance, Throwable cause) {
        super("work on " + instance + " failed", cause);
    }
}
