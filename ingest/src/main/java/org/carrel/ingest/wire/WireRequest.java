package org.carrel.ingest.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.carrel.ingest.transcript.Transcript.Limits;
import org.jspecify.annotations.Nullable;

/**
 * A file for the child.
 *
 * @param number counted by the server; the child names it when it takes the file
 * @param file its bytes
 * @param name as uploaded
 * @param password that a person gave
 * @param attachmentFolder where the files within the file are written
 * @param limits on what comes out of it
 * @param languages of recognition
 * @param languageFolder where their data are
 */
public record WireRequest(
        int number,
        Path file,
        String name,
        @Nullable String password,
        Path attachmentFolder,
        Limits limits,
        List<String> languages,
        Path languageFolder) {

    private static final int MAX_STRING = 4_096;
    private static final int MAX_LANGUAGES = 50;
    private static final long MAX_BYTES = 4L * MAX_STRING * MAX_LANGUAGES;

    /** The password is left out. */
    @Override
    public String toString() {
        return "WireRequest[" + number + "]";
    }

    /** Sends this. */
    public void write(WireOutput out) throws IOException {
        out.number(number);
        out.text(file.toString());
        out.line(name, MAX_STRING);
        out.optionalText(password);
        out.text(attachmentFolder.toString());
        out.number(limits.textCharacters());
        out.number(limits.attachments());
        out.longNumber(limits.attachedBytes());
        out.number(languages.size());
        for (String language : languages) {
            out.text(language);
        }
        out.text(languageFolder.toString());
        out.flush();
    }

    /**
     * Waits for the next.
     *
     * @throws java.io.EOFException when the server has closed the stream, or is gone
     */
    public static WireRequest read(WireInput in) throws IOException {
        in.allow(MAX_BYTES);
        int number = in.number();
        Path file = Path.of(in.characters(MAX_STRING));
        String name = in.line(MAX_STRING);
        String password = in.flag() ? in.characters(MAX_STRING) : null;
        Path attachmentFolder = Path.of(in.characters(MAX_STRING));
        Limits limits = new Limits(in.number(), in.number(), in.longNumber());
        List<String> languages = new ArrayList<>();
        for (int left = in.number(0, MAX_LANGUAGES); left > 0; left--) {
            languages.add(in.line(MAX_STRING));
        }
        Path languageFolder = Path.of(in.characters(MAX_STRING));
        return new WireRequest(
                number,
                file,
                name,
                password,
                attachmentFolder,
                limits,
                List.copyOf(languages),
                languageFolder);
    }
}
