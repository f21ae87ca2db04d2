package org.carrel.compliance;

import java.io.IOException;
import java.io.InputStream;
import org.carrel.compliance.note.NoteException;
import org.carrel.compliance.note.SignedNote;
import org.jspecify.annotations.Nullable;

/** The earlier checkpoints that an export carries, read one ahead. */
final class CarriedCheckpoints {

    /** The size after the last one. */
    static final long NONE = Long.MAX_VALUE;

    // A line feed of a note takes two bytes in JSON.
    private static final int MAX_LINE = 2 * SignedNote.MAX_BYTES;

    private final LineReader lines;
    private boolean read;
    private long size;
    private @Nullable SignedNote next;

    CarriedCheckpoints(InputStream in) {
        lines = new LineReader(in, MAX_LINE);
    }

    /**
     * Of the next one, {@link #NONE} after the last.
     *
     * @throws MalformedAuditException if its line is not in its form
     * @throws NoteException if what it holds is no checkpoint
     */
    long size() throws IOException {
        if (!read) {
            String line = lines.next();
            next = line == null ? null : NoteLine.parse(line);
            size = next == null ? NONE : next.checkpoint().size();
            read = true;
        }
        return size;
    }

    /** The one whose size was asked for. */
    SignedNote take() {
        if (next == null) {
            throw new IllegalStateException("no checkpoint was asked for");
        }
        read = false;
        return next;
    }
}
