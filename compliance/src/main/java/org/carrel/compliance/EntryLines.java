package org.carrel.compliance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entries as lines of JSON, one a line, oldest first, in UTF-8:
 *
 * <pre>{@code
 * {"entry":{…},"hash":"…","previousHash":"…"}
 * }</pre>
 *
 * The member {@code entry} is exactly {@link CanonicalForm}, and the line as a whole is canonical
 * too. A line that says the same in other bytes is refused, so a file and the log that it came from
 * cannot differ unseen.
 */
public final class EntryLines {

    // The canonical form, two hashes and the names around them.
    private static final int MAX_LINE = CanonicalForm.MAX_BYTES + 256;

    private static final Set<String> LINE = Set.of("entry", "hash", "previousHash");

    private EntryLines() {}

    /** One line, without its line end. */
    public static String write(AuditEntry entry) {
        return new Json.Members(
                        Map.of(
                                "entry",
                                CanonicalForm.json(entry.sequence(), entry.event()),
                                "hash",
                                new Json.Text(entry.hash()),
                                "previousHash",
                                new Json.Text(entry.previousHash())))
                .canonical();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws MalformedAuditException if the line is anything else
     */
    public static AuditEntry read(String line) {
        if (!(JsonReader.read(line) instanceof Json.Members(Map<String, Json> members))
                || !members.keySet().equals(LINE)
                || !(members.get("entry") instanceof Json.Members(Map<String, Json> values))) {
            throw new MalformedAuditException("a line has the members entry, hash, previousHash");
        }
        long sequence = whole(values, "sequence");
        var before = new ChainHead(sequence - 1, text(members, "previousHash"));
        var head = new ChainHead(sequence, text(members, "hash"));
        var entry = new AuditEntry(sequence, event(values), before.hash(), head.hash());
        // Catches members that are unknown, missing or in another form.
        if (!write(entry).equals(line)) {
            throw new MalformedAuditException("not in the canonical form of an entry");
        }
        return entry;
    }

    /**
     * Reads a stream entry by entry; the stream stays the caller's to close. The iterator throws
     * {@link MalformedAuditException} for a line that is none, and {@link UncheckedIOException}.
     */
    public static Iterator<AuditEntry> read(InputStream in) {
        return new Lines(in);
    }

    private static AuditEvent event(Map<String, Json> values) {
        Json details = values.get("details");
        if (details == null) {
            throw new MalformedAuditException("details are missing");
        }
        return new AuditEvent(
                time(text(values, "time")),
                text(values, "actor"),
                text(values, "action"),
                outcome(text(values, "outcome")),
                optionalText(values, "collectionId"),
                optionalText(values, "documentId"),
                optionalText(values, "purpose"),
                CanonicalForm.texts(details));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedAuditException("time is not an instant");
        }
    }

    private static AuditEvent.Outcome outcome(String name) {
        for (AuditEvent.Outcome outcome : AuditEvent.Outcome.values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        throw new MalformedAuditException("outcome is unknown");
    }

    private static String text(Map<String, Json> values, String name) {
        String text = optionalText(values, name);
        if (text == null) {
            throw new MalformedAuditException(name + " is missing");
        }
        return text;
    }

    private static @Nullable String optionalText(Map<String, Json> values, String name) {
        return switch (values.get(name)) {
            case null -> null;
            case Json.Text(String text) -> text;
            default -> throw new MalformedAuditException(name + " is not a string");
        };
    }

    private static long whole(Map<String, Json> values, String name) {
        if (!(values.get(name) instanceof Json.Whole(long value))) {
            throw new MalformedAuditException(name + " is not a whole number");
        }
        return value;
    }

    /** Splits at line feeds, never holding more than one line of at most {@link #MAX_LINE}. */
    private static final class Lines implements Iterator<AuditEntry> {

        private final InputStream in;
        private int ahead;

        Lines(InputStream in) {
            this.in = in;
            this.ahead = next(in);
        }

        @Override
        public boolean hasNext() {
            return ahead >= 0;
        }

        @Override
        public AuditEntry next() {
            if (ahead < 0) {
                throw new NoSuchElementException();
            }
            var line = new ByteArrayOutputStream();
            while (ahead >= 0 && ahead != '\n') {
                line.write(ahead);
                if (line.size() > MAX_LINE) {
                    throw new MalformedAuditException("longer than " + MAX_LINE + " bytes");
                }
                ahead = next(in);
            }
            ahead = next(in);
            return read(decoded(line));
        }

        private static String decoded(ByteArrayOutputStream line) {
            try {
                var bytes = ByteBuffer.wrap(line.toByteArray());
                return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            } catch (CharacterCodingException e) {
                throw new MalformedAuditException("not UTF-8");
            }
        }

        private static int next(InputStream in) {
            try {
                return in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
