package org.carrel.ingest.tika;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;

/** Refuses to give more bytes than a bound: what unpacks to more is a bomb. */
final class BoundedBytes extends FilterInputStream {

    private long left;

    BoundedBytes(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw new RefusedException(RefusalReason.EXPANSION);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
