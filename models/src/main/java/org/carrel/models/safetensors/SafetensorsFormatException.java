package org.carrel.models.safetensors;

import java.io.IOException;

/** A safetensors file that cannot be read. The message names the part of the file and the rule. */
public final class SafetensorsFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public SafetensorsFormatException(String message) {
        super(message);
    }
}
