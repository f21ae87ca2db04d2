package org.carrel.ingest.tika;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.PasswordProvider;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;

/** Reads with Tika's own parsers: office files, web pages, XML, books, mails of Outlook. */
final class OfficeFile {

    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");
    private static final Set<String> OUTLOOK =
            Set.of("application/vnd.ms-outlook", "application/vnd.ms-tnef", "application/ms-tnef");

    /** Its footnotes begin with a control character where their number is shown. */
    private static final String WORD_97 = "application/msword";

    private final AutoDetectParser parser;
    private final TikaConfig tika;

    OfficeFile(TikaConfig tika) {
        this.tika = tika;
        this.parser = new AutoDetectParser(tika);
    }

    /** Whether there is a parser for the type, or for the type that it is a kind of. */
    boolean hasParser(String type) {
        MediaType at = tika.getMediaTypeRegistry().normalize(MediaType.parse(type));
        while (at != null && !at.equals(MediaType.OCTET_STREAM)) {
            if (types().contains(at)) {
                return true;
            }
            at = tika.getMediaTypeRegistry().getSupertype(at);
        }
        return false;
    }

    boolean hasParserOfItsOwn(MediaType type) {
        return types().contains(tika.getMediaTypeRegistry().normalize(type))
                && !type.equals(MediaType.TEXT_PLAIN);
    }

    private Set<MediaType> types() {
        return ((CompositeParser) tika.getParser()).getSupportedTypes(new ParseContext());
    }

    void read(Source source, Transcript into) throws Exception {
        Path plain = EncryptedOffice.opened(source);
        try (PastedScans scans = new PastedScans()) {
            PackageParts.check(plain);
            read(source, plain, into, source.languages().isEmpty() ? Pictures.NONE : scans);
            scans.attach(into);
        } finally {
            if (!plain.equals(source.file())) {
                Files.deleteIfExists(plain);
            }
        }
    }

    private void read(Source source, Path file, Transcript into, Pictures pictures)
            throws Exception {
        boolean outlook = OUTLOOK.contains(source.mediaType());
        TextBuilder out = into.text();
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, source.name());
        EmbeddedFiles files = new EmbeddedFiles(into, pictures, outlook);
        XhtmlReader xhtml =
                new XhtmlReader(
                        out,
                        HTML.contains(source.mediaType()),
                        source.mediaType().equals(WORD_97) ? '\uFFFD' : 0,
                        () -> writeHeaders(metadata, outlook, out));
        WordHeads heads = WordHeads.of(file, source.mediaType());
        heads.writeHeaders(out);
        try (TikaInputStream stream = TikaInputStream.get(file, metadata)) {
            parser.parse(stream, xhtml, metadata, context(source, files, heads));
        } catch (TikaException e) {
            xhtml.check(); // Refused within, and wrapped by the parser.
            files.check();
            throw e;
        }
        xhtml.check();
        files.check();
        heads.writeFooters(out);
        Shown.attachments(out, TikaReader.names(into), files.unreadable());
        into.properties(StatedProperties.of(metadata));
    }

    private ParseContext context(Source source, EmbeddedFiles files, WordHeads heads) {
        ParseContext context = new ParseContext();
        context.set(Parser.class, parser);
        context.set(EmbeddedDocumentExtractor.class, files);
        context.set(HtmlMapper.class, new VisibleHtml());
        context.set(PasswordProvider.class, metadata -> source.password());
        OfficeParserConfig office = new OfficeParserConfig();
        office.setIncludeHeadersAndFooters(!heads.areKnown());
        office.setIncludeDeletedContent(false);
        office.setIncludeMoveFromContent(false);
        office.setIncludeSlideMasterContent(false);
        office.setWriteSelectHeadersInBody(false);
        // The other one holds the file as a tree, and writes what was struck while changes were
        // tracked.
        office.setUseSAXDocxExtractor(true);
        context.set(OfficeParserConfig.class, office);
        return context;
    }

    /** An Outlook mail's headers are known when its body begins. */
    private static void writeHeaders(Metadata metadata, boolean outlook, TextBuilder out) {
        if (!outlook) {
            return;
        }
        header(out, "From", metadata, Message.MESSAGE_FROM);
        header(out, "To", metadata, Message.MESSAGE_TO);
        header(out, "Cc", metadata, Message.MESSAGE_CC);
        Shown.header(out, "Date", metadata.get(TikaCoreProperties.CREATED));
        Shown.header(out, "Subject", metadata.get(TikaCoreProperties.TITLE));
        out.paragraph();
    }

    private static void header(TextBuilder out, String label, Metadata metadata, String key) {
        String[] values = metadata.getValues(key);
        Shown.header(out, label, Arrays.stream(values).collect(Collectors.joining(", ")));
    }
}
