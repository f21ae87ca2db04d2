package org.carrel.ingest.tika;

import java.util.List;
import java.util.regex.Pattern;
import org.carrel.ingest.transcript.TextBuilder;
import org.jspecify.annotations.Nullable;

/** Names and headers as lines of the text: one line each, of bounded length. */
final class Shown {

    private static final Pattern WHITE = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final int MAX_LINE = 1_000;

    private Shown() {}

    static String oneLine(String value) {
        String line = WHITE.matcher(value).replaceAll(" ").strip();
        return line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
    }

    /** The last part of a path, for showing; a name is never used as a path. */
    static String fileName(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.isBlank() ? "without a name" : oneLine(name);
    }

    /** {@code From: ...}; nothing when there is no value. */
    static void header(TextBuilder out, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            out.line();
            out.append(label + ": " + oneLine(value));
        }
    }

    /** The files that came with a text, a line each. */
    static void attachments(TextBuilder out, List<String> names, List<String> unreadable) {
        out.paragraph();
        for (String name : names) {
            header(out, "Attachment", fileName(name));
        }
        for (String name : unreadable) {
            header(out, "Attachment", fileName(name) + " (could not be read)");
        }
        out.paragraph();
    }
}
