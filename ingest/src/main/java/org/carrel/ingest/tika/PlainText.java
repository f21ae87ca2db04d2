package org.carrel.ingest.tika;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.carrel.ingest.transcript.TextBuilder;

/** Text as it is; a form feed between texts is the border of two pages. */
final class PlainText {

    private final TextBuilder out;
    private boolean paged;
    private char last;

    private PlainText(TextBuilder out) {
        this.out = out;
    }

    static void read(Path file, Charsets charsets, TextBuilder out) throws IOException {
        Charset charset = charsets.of(() -> Files.newInputStream(file));
        PlainText text = new PlainText(out);
        if (text.hasPages(file, charset)) {
            text.paged = true;
            out.startPage();
        }
        try (Reader reader = open(file, charset)) {
            text.write(reader);
        }
        if (text.paged) {
            out.endPage();
        }
    }

    /** Writes a text without pages. */
    static void write(CharSequence characters, TextBuilder out) {
        PlainText text = new PlainText(out);
        for (int i = 0; i < characters.length(); i++) {
            text.write(characters.charAt(i));
        }
        text.write('\n');
    }

    private static Reader open(Path file, Charset charset) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(in, charset));
    }

    /** A form feed with text after it. */
    private static boolean hasPages(Path file, Charset charset) throws IOException {
        try (Reader reader = open(file, charset)) {
            boolean fed = false;
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (fed && !Character.isWhitespace(c)) {
                    return true;
                }
                fed |= c == '\f';
            }
            return false;
        }
    }

    private void write(Reader reader) throws IOException {
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            write((char) c);
        }
        write('\n');
    }

    /** A carriage return alone ended lines on the Macintosh. */
    private void write(char c) {
        if (last == '\r' && c != '\n') {
            out.append('\n');
        }
        if (c == '\f' && paged) {
            out.endPage();
            out.startPage();
        } else {
            out.append(c);
        }
        last = c;
    }
}
