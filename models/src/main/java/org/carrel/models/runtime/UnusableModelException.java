package org.carrel.models.runtime;

/** A model folder that cannot be run; the message names the folder and what is wrong with it. */
public final class UnusableModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableModelException(String message) {
        super(message);
    }

    UnusableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
