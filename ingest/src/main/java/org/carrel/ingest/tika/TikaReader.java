package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.TikaException;
import org.apache.tika.mime.MediaType;
import org.carrel.ingest.Attachment;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;
import org.xml.sax.SAXException;

/**
 * Reads every kind of file that has no reader of its own. Mails, archives and plain text are read
 * by the libraries that Tika uses for them, since their words, entries and encodings have to be
 * told one by one; everything else by Tika's own parsers.
 */
public final class TikaReader implements DocumentReader {

    private static final Set<String> TABLES = Set.of("text/csv", "text/tab-separated-values");

    /** Kinds of files whose parsers tell of their making alone. */
    private static final Set<String> WITHOUT_TEXT =
            Set.of("audio", "video", "font", "model", "chemical");

    private final TikaConfig tika;
    private final Charsets charsets;
    private final Mail mail;
    private final Archive archive;
    private final OfficeFile office;

    public TikaReader() {
        this.tika = configuration();
        this.charsets = new Charsets();
        this.mail = new Mail(charsets);
        this.archive = new Archive(charsets);
        this.office = new OfficeFile(tika);
    }

    private static TikaConfig configuration() {
        try (InputStream in = TikaReader.class.getResourceAsStream("tika.xml")) {
            if (in == null) {
                throw new IllegalStateException("missing resource tika.xml");
            }
            return new TikaConfig(in);
        } catch (IOException | TikaException | SAXException e) {
            throw new IllegalStateException("Tika refused its configuration", e);
        }
    }

    @Override
    public boolean reads(Source source) {
        return true;
    }

    @Override
    public void read(Source source, Transcript into) throws Exception {
        String type = source.mediaType();
        if (type.equals("message/rfc822") || type.startsWith("multipart/")) {
            mail.read(source.file(), into);
        } else if (type.equals("application/mbox")) {
            Mailbox.read(source.file(), into);
        } else if (Archive.reads(type)) {
            archive.read(source, into);
        } else if (TABLES.contains(type)) {
            DelimitedText.read(source.file(), charsets, into.text());
        } else if (isPlainText(type)) {
            PlainText.read(source.file(), charsets, into.text());
        } else if (office.hasParser(type) && !WITHOUT_TEXT.contains(primary(type))) {
            office.read(source, into);
        } else {
            throw new RefusedException(RefusalReason.UNSUPPORTED_TYPE);
        }
    }

    private static String primary(String type) {
        return type.substring(0, Math.max(type.indexOf('/'), 0));
    }

    private boolean isPlainText(String type) {
        MediaType mediaType = MediaType.parse(type);
        return mediaType != null
                && !office.hasParserOfItsOwn(mediaType)
                && tika.getMediaTypeRegistry().isInstanceOf(mediaType, MediaType.TEXT_PLAIN);
    }

    static List<String> names(Transcript from) {
        return from.attachments().stream().map(Attachment::name).toList();
    }
}
