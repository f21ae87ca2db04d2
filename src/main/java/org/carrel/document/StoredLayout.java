package org.carrel.document;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.carrel.ingest.Page;
import org.carrel.ingest.Word;

/**
 * Where the words of a text stand on its pages. Kept in about ten bytes a word: lengths and
 * distances as numbers of variable length, places in tenths of the page's unit.
 *
 * @param pages in order
 * @param words in order of their start
 */
public record StoredLayout(List<Page> pages, List<Word> words) {

    private static final int FORM = 1;
    private static final float STEPS = 10;

    public StoredLayout {
        pages = List.copyOf(pages);
        words = List.copyOf(words);
    }

    void writeTo(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
        out.writeByte(FORM);
        out.writeInt(pages.size());
        for (Page page : pages) {
            out.writeInt(page.number());
            out.writeInt(page.start());
            out.writeInt(page.end());
            out.writeFloat(page.width());
            out.writeFloat(page.height());
            out.writeBoolean(page.recognised());
        }
        out.writeInt(words.size());
        int at = 0;
        for (Word word : words) {
            writeNumber(out, word.start() - at);
            writeNumber(out, word.end() - word.start());
            writeNumber(out, Math.round(word.x() * STEPS));
            writeNumber(out, Math.round(word.y() * STEPS));
            writeNumber(out, Math.round(word.width() * STEPS));
            writeNumber(out, Math.round(word.height() * STEPS));
            out.writeByte(word.confidence());
            at = word.start();
        }
        out.flush();
    }

    static StoredLayout read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
        int form = in.readByte();
        if (form != FORM) {
            throw new IOException("a layout of form " + form);
        }
        List<Page> pages = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pages.add(
                    new Page(
                            in.readInt(),
                            in.readInt(),
                            in.readInt(),
                            in.readFloat(),
                            in.readFloat(),
                            in.readBoolean()));
        }
        List<Word> words = new ArrayList<>();
        int at = 0;
        for (int left = in.readInt(); left > 0; left--) {
            at += readNumber(in);
            int end = at + readNumber(in);
            words.add(
                    new Word(
                            at,
                            end,
                            readNumber(in) / STEPS,
                            readNumber(in) / STEPS,
                            readNumber(in) / STEPS,
                            readNumber(in) / STEPS,
                            in.readByte()));
        }
        return new StoredLayout(pages, words);
    }

    /** Seven bits a byte, the lowest first; the sign is the lowest bit of all. */
    private static void writeNumber(DataOutputStream out, int number) throws IOException {
        int left = (number << 1) ^ (number >> 31);
        while ((left & ~0x7f) != 0) {
            out.writeByte((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.writeByte(left);
    }

    private static int readNumber(DataInputStream in) throws IOException {
        int number = 0;
        int shift = 0;
        int read;
        do {
            read = in.readByte();
            number |= (read & 0x7f) << shift;
            shift += 7;
        } while ((read & 0x80) != 0);
        return (number >>> 1) ^ -(number & 1);
    }
}
