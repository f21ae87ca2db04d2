package org.carrel.models.gguf;

import java.io.IOException;

/** A GGUF file that cannot be read. The message names the part of the file and the rule. */
public final class GgufFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public GgufFormatException(String message) {
        super(message);
    }
}
