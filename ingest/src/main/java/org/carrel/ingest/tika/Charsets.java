package org.carrel.ingest.tika;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.txt.Icu4jEncodingDetector;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a plain text. What is well-formed UTF-8 from its first byte to its last is taken
 * as that: detectors look at the beginning alone, and a first accent far down then reads as two
 * letters. Everything else is left to ICU's statistics, alone: the other detector of Tika's chain
 * takes Czech for French and windows-1251 for the Macintosh's Cyrillic.
 */
final class Charsets {

    private static final int BUFFER = 64 * 1024;
    private static final int ESCAPE = 0x1B;

    /** Of UTF-16 without a byte order mark so much is looked at, in bytes. */
    private static final int LOOK = 4_000;

    private final Icu4jEncodingDetector icu = new Icu4jEncodingDetector();

    /** Opens a file again and again. */
    interface Bytes {
        InputStream open() throws IOException;
    }

    private enum Form {
        UTF_8,
        /** Plenty of control characters: each is half of another character, or a quarter. */
        WIDE,
        OTHER
    }

    Charset of(Bytes bytes) throws IOException {
        Form form;
        try (InputStream in = bytes.open()) {
            form = form(in);
        }
        if (form == Form.UTF_8) {
            return StandardCharsets.UTF_8;
        }
        try (InputStream in = new BufferedInputStream(bytes.open())) {
            Charset detected = icu.detect(in, new Metadata());
            if (form == Form.WIDE && (detected == null || !detected.name().startsWith("UTF-"))) {
                return wide(bytes);
            }
            return detected == null ? Charset.forName("windows-1252") : detected;
        }
    }

    Charset of(byte[] bytes) throws IOException {
        return of(() -> new ByteArrayInputStream(bytes));
    }

    /**
     * A charset by its name in a mail or page.
     *
     * @return null when there is none of that name
     */
    static @Nullable Charset named(@Nullable String name) {
        try {
            return name == null ? null : Charset.forName(name.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Form form(InputStream in) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer characters = CharBuffer.allocate(BUFFER);
        long all = 0;
        long controls = 0;
        boolean plain = true;
        boolean end = false;
        while (!end && (plain || all < LOOK)) {
            int at = bytes.position();
            int read = in.read(bytes.array(), at, bytes.remaining());
            end = read < 0;
            for (int i = at; i < at + read; i++) {
                controls += isControl(bytes.array()[i]) ? 1 : 0;
                plain &= bytes.array()[i] != ESCAPE; // Switches alphabets in ISO 2022.
            }
            all += Math.max(read, 0);
            bytes.position(at + Math.max(read, 0)).flip();
            plain &= !decoder.decode(bytes, characters.clear(), end).isError();
            bytes.compact();
            if (!plain) {
                bytes.clear();
            }
        }
        boolean wide = controls > 0 && controls * 5 >= all;
        return wide ? Form.WIDE : plain ? Form.UTF_8 : Form.OTHER;
    }

    private static boolean isControl(byte b) {
        return b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != ESCAPE;
    }

    /**
     * In the right order of bytes there are spaces and line ends; in the wrong one there are not.
     */
    private static Charset wide(Bytes bytes) throws IOException {
        byte[] start;
        try (InputStream in = bytes.open()) {
            start = in.readNBytes(LOOK);
        }
        return spaces(start, StandardCharsets.UTF_16BE) > spaces(start, StandardCharsets.UTF_16LE)
                ? StandardCharsets.UTF_16BE
                : StandardCharsets.UTF_16LE;
    }

    private static long spaces(byte[] bytes, Charset charset) {
        return new String(bytes, charset).chars().filter(c -> c == ' ' || c == '\n').count();
    }
}
