package org.carrel.answer.larger;

/** The larger model did not answer as it should. The message holds none of what it sent. */
final class RemoteFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RemoteFailedException(String what) {
        super("the larger model " + what);
    }

    RemoteFailedException(String what, Throwable cause) {
        super("the larger model " + what, cause);
    }
}
