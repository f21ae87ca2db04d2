package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.extractor.DefaultEmbeddedStreamTranslator;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.extractor.EmbeddedStreamTranslator;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;

/**
 * What Tika's parsers find within a file: files are attached unparsed, pictures of the document are
 * handed to {@link Pictures}, and what nobody reads (thumbnails, macros, fonts, metafiles) is left
 * out.
 */
final class EmbeddedFiles implements EmbeddedDocumentExtractor {

    private static final Set<String> IGNORED =
            Set.of("THUMBNAIL", "MACRO", "METADATA", "FONT", "RENDERING", "VERSION");
    private static final Set<String> METAFILES =
            Set.of(
                    "image/emf",
                    "image/wmf",
                    "image/x-emf",
                    "image/x-wmf",
                    "image/x-pict",
                    "application/x-msmetafile");

    private final Transcript into;
    private final Pictures pictures;
    private final boolean isMail;
    private final EmbeddedStreamTranslator containers = new DefaultEmbeddedStreamTranslator();
    private final List<String> unreadable = new ArrayList<>();
    private int found;
    private @Nullable RefusedException refused;

    /**
     * @param isMail whether a picture that was not shown in the text is a file that was sent
     */
    EmbeddedFiles(Transcript into, Pictures pictures, boolean isMail) {
        this.into = into;
        this.pictures = pictures;
        this.isMail = isMail;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        String role = role(metadata);
        return !IGNORED.contains(role) && !METAFILES.contains(mediaType(metadata));
    }

    @Override
    public void parseEmbedded(
            InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
        if (!shouldParseEmbedded(metadata)) {
            return;
        }
        check();
        found++;
        String name = name(metadata);
        try {
            take(name, stream, metadata);
        } catch (RefusedException e) {
            refused = e;
            throw e;
        } catch (IOException | RuntimeException e) {
            unreadable.add(name); // Told in the text; the file around it is not the worse for it.
        }
    }

    /** What was refused while a parser went on after any exception. */
    void check() {
        if (refused != null) {
            throw refused;
        }
    }

    /** Names of files that could not be taken out, in order. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    private void take(String name, InputStream stream, Metadata metadata) throws IOException {
        if (isPicture(metadata)) {
            pictures.picture(name, stream);
        } else if (containers.shouldTranslate(stream, metadata)) {
            // An OLE object has no bytes of its own: it is a part of the file around it.
            try (InputStream whole = containers.translate(stream, metadata)) {
                into.attach(name, whole);
            }
        } else {
            into.attach(name, stream);
        }
    }

    private boolean isPicture(Metadata metadata) {
        String role = role(metadata);
        return role.equals("INLINE") || !isMail && mediaType(metadata).startsWith("image/");
    }

    private static String role(Metadata metadata) {
        String role = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
        return role == null ? "" : role.toUpperCase(Locale.ROOT);
    }

    private static String mediaType(Metadata metadata) {
        String type = metadata.get(Metadata.CONTENT_TYPE);
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private String name(Metadata metadata) {
        String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
        if (name != null && !name.isBlank()) {
            return name;
        }
        return "embedded-" + found + extension(metadata.get(Metadata.CONTENT_TYPE));
    }

    static String extension(@Nullable String mediaType) {
        try {
            return mediaType == null
                    ? ""
                    : MimeTypes.getDefaultMimeTypes().forName(mediaType).getExtension();
        } catch (MimeTypeException e) {
            return "";
        }
    }
}
