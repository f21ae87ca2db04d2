package org.carrel.ingest.tika;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mailcommons.MailDateParser;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * An internet mail (RFC 5322, MIME): its headers, its body once, and its attachments' names. Read
 * with mime4j, since Tika's parser around it decodes a body without regard to the charset that its
 * part declares.
 */
final class Mail {

    private static final MimeConfig MIME =
            new MimeConfig.Builder()
                    .setMaxLineLen(1_000_000)
                    .setMaxHeaderLen(1_000_000)
                    .setMaxHeaderCount(10_000)
                    .build();
    private static final Set<String> SHOWN = Set.of("from", "to", "cc", "date", "subject");

    private final Charsets charsets;

    Mail(Charsets charsets) {
        this.charsets = charsets;
    }

    void read(Path file, Transcript into) throws IOException, MimeException, SAXException {
        MimeTokenStream mime = new MimeTokenStream(MIME, new DefaultBodyDescriptorBuilder());
        mime.setRecursionMode(RecursionMode.M_NO_RECURSE);
        MailHeaders headers = new MailHeaders();
        MailParts parts = new MailParts(charsets, into);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            mime.parse(in);
            EntityState state = mime.getState();
            while (state != EntityState.T_END_OF_STREAM) {
                if (state == EntityState.T_FIELD && parts.isOutermost()) {
                    headers.add(mime.getField());
                } else {
                    parts.take(state, mime);
                }
                state = mime.next();
            }
        }
        write(headers, parts, into);
    }

    private static void write(MailHeaders headers, MailParts parts, Transcript into)
            throws SAXException {
        TextBuilder out = into.text();
        headers.write(out);
        for (MailParts.Body body : parts.bodies()) {
            out.paragraph();
            if (body.html()) {
                writeHtml(body.text(), out);
            } else {
                PlainText.write(body.text(), out);
            }
        }
        Shown.attachments(out, parts.attached(), List.of());
        into.properties(headers.properties());
    }

    private static void writeHtml(String html, TextBuilder out) throws SAXException {
        ParseContext context = new ParseContext();
        context.set(HtmlMapper.class, new VisibleHtml());
        XhtmlReader reader = new XhtmlReader(out, true, (char) 0, () -> {});
        new JSoupParser().parseString(html, reader, new Metadata(), context);
    }

    /** The headers that a reader sees, the first of each name. */
    private final class MailHeaders {
        private final Map<String, String> values = new HashMap<>();

        void add(Field field) throws IOException {
            String name = field.getName().toLowerCase(Locale.ROOT);
            if (SHOWN.contains(name)) {
                values.putIfAbsent(name, decoded(field));
            }
        }

        private String decoded(Field field) throws IOException {
            if (field.getRaw() == null) {
                return field.getBody();
            }
            byte[] raw = field.getRaw().toByteArray();
            String line = new String(raw, charsets.of(raw));
            String unfolded =
                    line.substring(line.indexOf(':') + 1).replaceAll("\\r?\\n(?=\\s)", "");
            return DecoderUtil.decodeEncodedWords(unfolded.strip(), DecodeMonitor.SILENT);
        }

        void write(TextBuilder out) {
            Shown.header(out, "From", values.get("from"));
            Shown.header(out, "To", values.get("to"));
            Shown.header(out, "Cc", values.get("cc"));
            Date sent = sent();
            Shown.header(
                    out, "Date", sent == null ? values.get("date") : sent.toInstant().toString());
            Shown.header(out, "Subject", values.get("subject"));
            out.paragraph();
        }

        private @Nullable Date sent() {
            String date = values.get("date");
            return date == null ? null : MailDateParser.parseDateLenient(date);
        }

        FileProperties properties() {
            Date sent = sent();
            return new FileProperties(
                    StatedProperties.value(values.get("subject")),
                    StatedProperties.value(values.get("from")),
                    sent == null ? null : sent.toInstant(),
                    null);
        }
    }
}
