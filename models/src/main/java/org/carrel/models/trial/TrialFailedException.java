package org.carrel.models.trial;

import java.io.IOException;

/** A trial that came to no end. The message is one line, without any text of prompt or model. */
public final class TrialFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    public TrialFailedException(String message) {
        super(message);
    }
}
