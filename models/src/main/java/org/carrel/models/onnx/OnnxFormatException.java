package org.carrel.models.onnx;

import java.io.IOException;

/** An ONNX file that is malformed or needs something beside itself. The message says what. */
public final class OnnxFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public OnnxFormatException(String message) {
        super(message);
    }
}
