package org.carrel.ingest.clinical;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/** HL7 version 2: one message, or a batch of them, as they come out of an interface engine. */
public final class Hl7Reader implements DocumentReader {

    private static final long MOST_BYTES = 100_000_000;
    private static final int MOST_SEGMENTS = 500_000;
    private static final int LOOK = 256;
    private static final Pattern START =
            Pattern.compile("(?:MSH|FHS|BHS)\\|[^\\w\\s].*", Pattern.DOTALL);
    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final Charset UNSTATED = Charset.forName("windows-1252");

    /** HL7 table 0211. */
    private static final Map<String, Charset> CHARSETS =
            Map.of(
                    "ASCII",
                    StandardCharsets.US_ASCII,
                    "8859/1",
                    StandardCharsets.ISO_8859_1,
                    "8859/2",
                    Charset.forName("ISO-8859-2"),
                    "8859/5",
                    Charset.forName("ISO-8859-5"),
                    "8859/7",
                    Charset.forName("ISO-8859-7"),
                    "8859/9",
                    Charset.forName("ISO-8859-9"),
                    "8859/15",
                    Charset.forName("ISO-8859-15"),
                    "UNICODE",
                    StandardCharsets.UTF_8,
                    "UNICODE UTF-8",
                    StandardCharsets.UTF_8,
                    "UTF-8",
                    StandardCharsets.UTF_8);

    @Override
    public boolean reads(Source source) throws IOException {
        try (InputStream bytes = Files.newInputStream(source.file())) {
            String start = new String(bytes.readNBytes(LOOK), StandardCharsets.UTF_8);
            return START.matcher(unwrapped(start)).matches();
        }
    }

    /** Without the byte order mark, and the start of a block of MLLP. */
    private static String unwrapped(String text) {
        int from = 0;
        while (from < text.length() && isWrapping(text.charAt(from))) {
            from++;
        }
        return text.substring(from);
    }

    private static boolean isWrapping(char c) {
        return c == '\uFEFF' || c == '\u000B' || c == '\u001C' || Character.isWhitespace(c);
    }

    /**
     * @throws RefusedException CORRUPT for what is no HL7; TOO_LARGE or TOO_COMPLEX for more, or
     *     longer, segments than are read
     */
    @Override
    public void read(Source source, Transcript into) throws IOException {
        if (Files.size(source.file()) > MOST_BYTES) {
            throw new RefusedException(RefusalReason.TOO_LARGE);
        }
        String text = unwrapped(decoded(Files.readAllBytes(source.file())));
        new Messages(into).read(text);
    }

    private static String decoded(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            Charset stated = stated(text);
            // ASCII is often stated and seldom meant.
            return stated == null || stated.equals(StandardCharsets.US_ASCII)
                    ? text
                    : new String(bytes, stated);
        } catch (CharacterCodingException e) {
            Charset stated = stated(new String(bytes, StandardCharsets.ISO_8859_1));
            boolean wrong =
                    stated == null
                            || stated.equals(StandardCharsets.UTF_8)
                            || stated.equals(StandardCharsets.US_ASCII);
            return new String(bytes, wrong ? UNSTATED : stated);
        }
    }

    /** MSH-18 of the first message. */
    private static @Nullable Charset stated(String text) {
        int at = text.indexOf("MSH|");
        int end = at < 0 ? -1 : text.indexOf('\r', at);
        int line = at < 0 ? -1 : text.indexOf('\n', at);
        if (line >= 0 && (end < 0 || line < end)) {
            end = line;
        }
        if (at < 0) {
            return null;
        }
        String[] fields = text.substring(at, end < 0 ? text.length() : end).split("\\|", 20);
        String name = fields.length > 17 ? fields[17].split("[~^]", 2)[0].strip() : "";
        return CHARSETS.get(name);
    }

    /** The segments of one file, in order. */
    private static final class Messages {

        private final Hl7Segment.Parser parser = new Hl7Segment.Parser();
        private final Transcript into;
        private final Hl7Text writer;
        private final StringBuilder open = new StringBuilder();
        private @Nullable EncodingCharacters marks;
        private int segments;

        Messages(Transcript into) {
            this.into = into;
            this.writer = new Hl7Text(into);
        }

        void read(String text) throws IOException {
            int from = 0;
            while (from < text.length()) {
                int end = from;
                while (end < text.length() && !isEnd(text.charAt(end))) {
                    end++;
                }
                line(text.substring(from, end));
                from = end + 1;
            }
            close();
            writer.finish(into);
        }

        private static boolean isEnd(char c) {
            return c == '\r' || c == '\n' || c == '\u000B' || c == '\u001C';
        }

        private void line(String line) throws IOException {
            boolean starts = isSegment(line);
            if (starts) {
                close();
            } else if (!open.isEmpty() && !line.isBlank() && marks != null) {
                // A line feed within a field is forbidden, and common in typed text.
                open.append(marks.getEscapeCharacter()).append(".br");
                open.append(marks.getEscapeCharacter());
            }
            if (starts || !open.isEmpty()) {
                open.append(line);
            }
        }

        private boolean isSegment(String line) {
            char separator = marks == null ? '|' : marks.getFieldSeparator();
            boolean header = line.startsWith("MSH") && line.length() > 8;
            return line.length() >= 3
                    && SEGMENT.matcher(line.substring(0, 3)).matches()
                    && (header || line.length() == 3 || line.charAt(3) == separator);
        }

        private void close() throws IOException {
            String line = open.toString();
            open.setLength(0);
            if (line.isEmpty()) {
                return;
            }
            if (++segments > MOST_SEGMENTS) {
                throw new RefusedException(RefusalReason.TOO_LARGE);
            }
            String name = line.substring(0, 3);
            if (name.equals("MSH") || name.equals("BHS") || name.equals("FHS")) {
                marks = marks(line);
            }
            if (marks == null) {
                throw new RefusedException(RefusalReason.CORRUPT);
            }
            if (!name.matches("[FB][HT]S")) {
                writer.write(parser.parse(line, marks));
            }
        }

        private static EncodingCharacters marks(String line) {
            char separator = line.length() < 8 ? ' ' : line.charAt(3);
            int end = line.indexOf(separator, 4);
            String others =
                    line.substring(Math.min(4, line.length()), end < 0 ? line.length() : end);
            boolean sound =
                    others.length() >= 4
                            && others.length() <= 5
                            && (separator + others).chars().distinct().count()
                                    == others.length() + 1
                            && (separator + others).chars().noneMatch(Character::isLetterOrDigit);
            if (!sound) {
                throw new RefusedException(RefusalReason.CORRUPT);
            }
            return new EncodingCharacters(separator, others.substring(0, 4));
        }
    }
}
