package org.carrel.document;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Closing ends the encryption but leaves the file open, which is yet to be forced to disk. */
final class Unclosed extends FilterOutputStream {

    Unclosed(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
