package org.carrel.ingest;

import java.io.IOException;

/** The child could not be started or reached: says nothing about the file, which may be retried. */
public final class ExtractionUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With a message for the operator. */
    public ExtractionUnavailableException(String message) {
        super(message);
    }

    /** With a message for the operator and what came before. */
    public ExtractionUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
