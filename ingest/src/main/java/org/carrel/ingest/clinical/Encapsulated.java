package org.carrel.ingest.clinical;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/** Files that a clinical file carries within itself, in base64, or says to lie elsewhere. */
final class Encapsulated {

    private static final int LONGEST_NAME = 120;

    private Encapsulated() {}

    /** CDA's ED: base64, plain characters, or a reference, which is named and not followed. */
    static void write(Markup data, Transcript into) throws IOException {
        String elsewhere = data.at("reference").attribute("value");
        if (data.has("representation", "B64")) {
            StringBuilder base64 = new StringBuilder();
            for (Node node : data.content()) {
                if (node instanceof Node.Characters characters) {
                    base64.append(characters.text());
                }
            }
            attach(null, data.attribute("mediaType"), base64.toString(), into);
        } else if (elsewhere != null) {
            name("Document elsewhere", elsewhere, into.text());
        } else {
            paragraphs(data, into.text());
        }
    }

    private static void paragraphs(Markup data, TextBuilder out) {
        out.paragraph();
        for (Node node : data.content()) {
            if (node instanceof Node.Characters characters) {
                out.append(characters.text());
            }
        }
        out.paragraph();
    }

    /**
     * Keeps the file as an attachment and names it in the text.
     *
     * @param title by which people know it
     * @throws IOException when the base64 is damaged
     */
    static void attach(
            @Nullable String title, @Nullable String mediaType, String base64, Transcript into)
            throws IOException {
        String name = fileName(title, mediaType);
        byte[] encoded = base64.getBytes(StandardCharsets.ISO_8859_1);
        try (InputStream bytes = Base64.getMimeDecoder().wrap(new ByteArrayInputStream(encoded))) {
            into.attach(name, bytes);
        }
        name("Attached document", name, into.text());
    }

    static void name(String label, String name, TextBuilder out) {
        out.line();
        out.append(label + ": " + Plain.of(name));
        out.line();
    }

    private static String fileName(@Nullable String title, @Nullable String mediaType) {
        String known = Plain.orNull(title);
        String name = known == null ? "document" : known;
        String ending = ending(mediaType);
        if (name.length() > LONGEST_NAME) {
            name = name.substring(0, LONGEST_NAME).strip();
        }
        return name.endsWith(ending) ? name : name + ending;
    }

    private static String ending(@Nullable String mediaType) {
        if (mediaType == null) {
            return "";
        }
        try {
            return MimeTypes.getDefaultMimeTypes().forName(mediaType).getExtension();
        } catch (MimeTypeException e) {
            return "";
        }
    }
}
