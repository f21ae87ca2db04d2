package org.carrel.ingest.tika;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.carrel.ingest.transcript.TextBuilder;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * The canonical text of a parsed file: a mail's headers, the body, then the text of each file
 * within it under a line with its name. Only the outermost file opens pages.
 */
final class DocumentText {

    private static final Pattern WHITE = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final int MAX_HEADER = 1_000;

    private final TextBuilder out;

    private DocumentText(TextBuilder out) {
        this.out = out;
    }

    /**
     * @param parts the file itself, then the files within it, as Tika orders them
     * @throws SAXException when what Tika wrote is not XML
     */
    static void write(List<Metadata> parts, TextBuilder out) throws SAXException {
        DocumentText document = new DocumentText(out);
        for (int i = 0; i < parts.size(); i++) {
            document.write(parts.get(i), i == 0);
        }
    }

    /** Without parameters, such as {@code text/html}. */
    static String mediaType(Metadata part) {
        String type = part.get(Metadata.CONTENT_TYPE);
        if (type == null) {
            return "application/octet-stream";
        }
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private void write(Metadata part, boolean outermost) throws SAXException {
        String xhtml = part.get(TikaCoreProperties.TIKA_CONTENT);
        if (xhtml == null || xhtml.isBlank()) {
            return;
        }
        if (!outermost) {
            out.heading("Attachment: " + name(part));
        }
        if (mediaType(part).equals("message/rfc822")) {
            writeHeaders(part);
        }
        boolean html = mediaType(part).contains("html");
        XhtmlReader.read(xhtml, out, outermost, html);
        out.paragraph();
    }

    private void writeHeaders(Metadata part) {
        header("From", part.getValues(Message.MESSAGE_FROM));
        header("To", part.getValues(Message.MESSAGE_TO));
        header("Cc", part.getValues(Message.MESSAGE_CC));
        header("Date", values(part.get(TikaCoreProperties.CREATED)));
        header("Subject", values(part.get(TikaCoreProperties.SUBJECT), part.get("dc:title")));
        out.paragraph();
    }

    private static String[] values(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return new String[] {candidate};
            }
        }
        return new String[0];
    }

    private void header(String label, String[] values) {
        if (values.length > 0) {
            out.line();
            out.append(label + ": " + oneLine(String.join(", ", values)));
        }
    }

    private static String name(Metadata part) {
        String name = part.get(TikaCoreProperties.RESOURCE_NAME_KEY);
        if (name == null || name.isBlank()) {
            return "without a name";
        }
        return oneLine(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
    }

    private static String oneLine(String value) {
        String line = WHITE.matcher(value).replaceAll(" ").strip();
        return line.length() > MAX_HEADER ? line.substring(0, MAX_HEADER) : line;
    }
}
