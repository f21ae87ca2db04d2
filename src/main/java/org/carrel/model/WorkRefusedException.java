package org.carrel.model;

/** Work on a model that came to no good end. The message is a sentence for who ordered it. */
public final class WorkRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public WorkRefusedException(String message) {
        super(message);
    }
}
