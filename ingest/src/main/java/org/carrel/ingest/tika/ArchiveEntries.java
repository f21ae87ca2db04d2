package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;

/** The entries of one archive: attached, and listed with what could not be read of them. */
final class ArchiveEntries {

    /** What a Mac or Windows keeps beside the files of a folder. */
    private static final Pattern CLUTTER =
            Pattern.compile("(?:.*/)?(?:__MACOSX/.*|\\.DS_Store|Thumbs\\.db|desktop\\.ini)");

    private static final int MAX_LISTED = 10_000;

    private final Transcript into;
    private final List<String> lines = new ArrayList<>();
    private int locked;

    ArchiveEntries(Transcript into) {
        this.into = into;
    }

    void attach(String name, InputStream bytes) throws IOException {
        if (!CLUTTER.matcher(name).matches()) {
            list(name, "");
            into.attach(name, bytes);
        }
    }

    void locked(String name) {
        locked++;
        list(name, " (locked: needs a password)");
    }

    void unreadable(String name) {
        list(name, " (cannot be unpacked)");
    }

    private void list(String name, String remark) {
        if (lines.size() >= MAX_LISTED) {
            throw new RefusedException(RefusalReason.EXPANSION);
        }
        lines.add(Shown.oneLine(name.replace('\\', '/')) + remark);
    }

    /**
     * @throws RefusedException ENCRYPTED when nothing could be read for want of a password
     */
    void write() {
        if (locked > 0 && locked == lines.size()) {
            throw new RefusedException(RefusalReason.ENCRYPTED);
        }
        if (lines.isEmpty()) {
            return;
        }
        TextBuilder out = into.text();
        out.append("Files in this archive:");
        for (String line : lines) {
            out.line();
            out.append(line);
        }
    }
}
