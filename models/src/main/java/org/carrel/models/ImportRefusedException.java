package org.carrel.models;

import java.io.IOException;

/** A model that is not imported. The message is one line and says why and, if known, what to do. */
public final class ImportRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    public ImportRefusedException(String message) {
        super(message);
    }
}
