package org.carrel.ingest.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Heading;
import org.carrel.ingest.Outline;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passages;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;
import org.carrel.ingest.wire.WireEvent;
import org.carrel.ingest.wire.WireEvent.Answered;
import org.carrel.ingest.wire.WireEvent.Declined;
import org.carrel.ingest.wire.WireOutput;
import org.carrel.ingest.wire.WireRequest;

/** From the bytes of a file to the text, pages and passages in it. */
final class Reading {

    private final List<DocumentReader> readers;
    private final Detector detector = new DefaultDetector();

    /**
     * @param readers the first that reads a file's kind is the one that reads it
     */
    Reading(List<DocumentReader> readers) {
        this.readers = readers;
    }

    /** What the file says, or why it says nothing. Errors of the JVM pass. */
    WireEvent outcome(WireRequest request, WireOutput events) {
        try {
            Answered answer = new Answered(read(request, events));
            return answer.isWithinBounds() ? answer : new Declined(RefusalReason.TOO_LARGE);
        } catch (StackOverflowError | Exception e) {
            return new Declined(Causes.of(e));
        }
    }

    private Extracted read(WireRequest request, WireOutput events) throws Exception {
        Source source = source(request);
        Transcript transcript =
                new Transcript(
                        request.attachmentFolder(),
                        request.limits(),
                        (stage, done, total) -> tell(events, stage, done, total));
        reader(source).read(source, transcript);
        TextBuilder text = transcript.text();
        String whole = text.text();
        boolean says =
                !whole.isBlank()
                        || !transcript.attachments().isEmpty()
                        || transcript.clinical() != null;
        if (!says) {
            throw new RefusedException(RefusalReason.NO_TEXT);
        }
        List<Page> pages = text.pages();
        List<Heading> headings = Outline.of(whole, pages, text.headings(), text.furniture());
        return new Extracted(
                source.mediaType(),
                whole,
                pages,
                Passages.of(whole, pages, headings, text.furniture()),
                text.words(),
                transcript.properties(),
                transcript.clinical(),
                transcript.attachments());
    }

    private Source source(WireRequest request) throws IOException {
        return new Source(
                request.file(),
                request.name(),
                mediaType(request),
                request.password(),
                request.languages(),
                request.languageFolder());
    }

    private String mediaType(WireRequest request) throws IOException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, request.name());
        try (TikaInputStream in = TikaInputStream.get(request.file(), metadata)) {
            return detector.detect(in, metadata).getBaseType().toString();
        }
    }

    private DocumentReader reader(Source source) throws Exception {
        for (DocumentReader reader : readers) {
            if (reader.reads(source)) {
                return reader;
            }
        }
        throw new RefusedException(RefusalReason.UNSUPPORTED_TYPE);
    }

    private static void tell(WireOutput events, String stage, int done, int total) {
        try {
            WireEvent.write(new WireEvent.Stage(stage, done, total), events);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // The server is gone; the next event says so too.
        }
    }
}
