package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.extractor.EmbeddedDocumentExtractorFactory;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Stops at files nested deeper than {@value #MAX_DEPTH}. Tika's own bound counts only inside one
 * text, and each nested file has its own; an archive that contains itself would go on until the
 * time limit.
 */
public final class EmbeddedDepthLimit implements EmbeddedDocumentExtractorFactory {

    private static final long serialVersionUID = 1L;

    /** Levels of files within files. */
    public static final int MAX_DEPTH = 10;

    /** Called by Tika, by the name in its configuration. */
    public EmbeddedDepthLimit() {}

    @Override
    public EmbeddedDocumentExtractor newInstance(Metadata metadata, ParseContext context) {
        return new Counting(context);
    }

    private static final class Counting extends ParsingEmbeddedDocumentExtractor {
        private int depth;

        Counting(ParseContext context) {
            super(context);
        }

        @Override
        public void parseEmbedded(
                InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
                throws SAXException, IOException {
            if (depth >= MAX_DEPTH) {
                // The one exception that ends the whole parse and is told to the other side.
                throw new WriteLimitReachedException(MAX_DEPTH);
            }
            depth++;
            try {
                super.parseEmbedded(stream, handler, metadata, outputHtml);
            } finally {
                depth--;
            }
        }
    }
}
