package org.carrel.ingest.wire;

import java.io.IOException;

/** The other side sent what no honest one sends. */
public final class MalformedWireException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Without what was sent: it may be text of a document. */
    public MalformedWireException(String rule) {
        super(rule);
    }
}
