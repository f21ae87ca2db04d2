package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.RecursiveParserWrapper;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.sax.AbstractRecursiveParserWrapperHandler;
import org.apache.tika.sax.BasicContentHandlerFactory;
import org.apache.tika.sax.BasicContentHandlerFactory.HANDLER_TYPE;
import org.apache.tika.sax.RecursiveParserWrapperHandler;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;
import org.xml.sax.SAXException;

/** Reads whatever Tika has a parser for. */
public final class TikaReader implements DocumentReader {

    /** Files in files, at all levels together, that one document may hold. */
    private static final int MAX_EMBEDDED = 2_000;

    /** Longest XHTML text of one file, in UTF-16 units; the transcript has its own, lower bound. */
    private static final int MAX_XHTML = 100_000_000;

    private static final Set<String> WITHOUT_TEXT =
            Set.of("audio", "video", "font", "model", "chemical");

    private final AutoDetectParser parser;

    /**
     * Loads Tika's parsers.
     *
     * @throws IllegalStateException when Tika does not take its configuration
     */
    public TikaReader() {
        try (InputStream configuration = TikaReader.class.getResourceAsStream("tika.xml")) {
            if (configuration == null) {
                throw new IllegalStateException("missing resource tika.xml");
            }
            this.parser = new AutoDetectParser(new TikaConfig(configuration));
        } catch (TikaException | IOException | SAXException e) {
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
        if (WITHOUT_TEXT.contains(type.substring(0, Math.max(type.indexOf('/'), 0)))) {
            throw new RefusedException(RefusalReason.UNSUPPORTED_TYPE);
        }
        List<Metadata> parts = parse(source);
        if (parts.isEmpty()) {
            return;
        }
        refuseBeyondLimit(parts);
        if (!hadParser(parts.getFirst())) {
            throw new RefusedException(RefusalReason.UNSUPPORTED_TYPE);
        }
        DocumentText.write(parts, into.text());
    }

    private List<Metadata> parse(Source source) throws IOException, TikaException, SAXException {
        RecursiveParserWrapperHandler handler =
                new RecursiveParserWrapperHandler(
                        new BasicContentHandlerFactory(HANDLER_TYPE.XML, MAX_XHTML), MAX_EMBEDDED);
        ParseContext context = new ParseContext();
        context.set(HtmlMapper.class, new VisibleHtml());
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, source.name());
        try (TikaInputStream in = TikaInputStream.get(source.file(), metadata)) {
            new RecursiveParserWrapper(parser).parse(in, handler, metadata, context);
        }
        return handler.getMetadataList();
    }

    private static void refuseBeyondLimit(List<Metadata> parts) {
        for (Metadata part : parts) {
            if ("true".equals(part.get(TikaCoreProperties.WRITE_LIMIT_REACHED))) {
                throw new RefusedException(RefusalReason.TOO_LARGE);
            }
            if ("true"
                    .equals(
                            part.get(
                                    AbstractRecursiveParserWrapperHandler
                                            .EMBEDDED_RESOURCE_LIMIT_REACHED))) {
                throw new RefusedException(RefusalReason.EXPANSION);
            }
        }
    }

    private static boolean hadParser(Metadata file) {
        for (String name : file.getValues(TikaCoreProperties.TIKA_PARSED_BY)) {
            if (name.endsWith(".EmptyParser")) {
                return false;
            }
        }
        return true;
    }
}
