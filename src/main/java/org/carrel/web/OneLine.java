package org.carrel.web;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a message in the log on one line, whatever is in it: a line break, or a sequence that moves
 * a terminal's cursor, would let a caller forge entries. Escaped as Java writes such characters.
 * What a failure says of itself is treated alike; its stack trace keeps its lines.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {

    /** Controls, line and paragraph separators, and what changes the direction of text. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (entry instanceof ExtLogRecord extended) {
            String message = extended.getFormattedMessage();
            if (message != null && UNPRINTABLE.matcher(message).find()) {
                extended.setMessage(escaped(message), ExtLogRecord.FormatStyle.NO_FORMAT);
            }
        }
        entry.setThrown(plain(entry.getThrown()));
        return true;
    }

    static String escaped(String text) {
        return UNPRINTABLE
                .matcher(text)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    private static @Nullable Throwable plain(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (UNPRINTABLE.matcher(String.valueOf(each.getMessage())).find()) {
                return Told.of(failure);
            }
        }
        return failure;
    }

    /** A failure as it is logged. */
    private static final class Told extends Throwable {

        private static final long serialVersionUID = 1L;

        private final String told;

        private Told(String told, @Nullable Throwable cause) {
            super(told, cause);
            this.told = told;
        }

        static @Nullable Throwable of(@Nullable Throwable failure) {
            if (failure == null) {
                return null;
            }
            Told told = new Told(escaped(failure.toString()), of(failure.getCause()));
            told.setStackTrace(failure.getStackTrace());
            return told;
        }

        @Override
        public String toString() {
            return told;
        }
    }
}
