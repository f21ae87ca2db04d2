package org.carrel.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.pipes.PipesResult;
import org.apache.tika.sax.AbstractRecursiveParserWrapperHandler;
import org.xml.sax.SAXException;

/**
 * Takes text out of files that nobody vouches for. Parsing happens in child JVMs with an empty
 * environment and bounds on time, memory, nesting and expansion (docs/adr/0006); a child that dies
 * costs its own file and is started anew for the next. Safe for use by many threads: each call
 * waits for a free child.
 */
public final class Extractor implements AutoCloseable {

    private final ExtractorSettings settings;
    private final List<ParserChild> children = new ArrayList<>();
    private final BlockingQueue<ParserChild> free;

    /**
     * Prepares the children's folders; the first child starts with the first file.
     *
     * @throws IOException when the work folder cannot be written
     */
    public Extractor(ExtractorSettings settings) throws IOException {
        this.settings = settings;
        this.free = new ArrayBlockingQueue<>(settings.children());
        for (int i = 0; i < settings.children(); i++) {
            Path folder = settings.workFolder().toAbsolutePath().resolve("child-" + i);
            ParserChild child = new ParserChild(settings, folder);
            children.add(child);
            free.add(child);
        }
    }

    /**
     * Text, pages and passages of a file, or the reason why there are none.
     *
     * @param plainFile the bytes; read, never changed
     * @param originalName as uploaded; only its extension is looked at
     * @throws ExtractionUnavailableException when no child can be started; the file may be fine
     * @throws IOException when the file cannot be read
     */
    public Extraction extract(Path plainFile, String originalName)
            throws IOException, InterruptedException {
        long size = Files.size(plainFile);
        if (size == 0) {
            return Refusals.of(RefusalReason.EMPTY_FILE);
        }
        if (size > settings.maxFileBytes()) {
            return Refusals.of(RefusalReason.TOO_LARGE);
        }
        ParserChild child = free.take();
        try {
            return outcome(child, child.parse(plainFile, originalName));
        } finally {
            free.add(child);
        }
    }

    private Extraction outcome(ParserChild child, PipesResult result) throws IOException {
        return switch (result.getStatus()) {
            case PARSE_SUCCESS -> read(result.getEmitData().getMetadataList());
            case PARSE_SUCCESS_WITH_EXCEPTION, PARSE_EXCEPTION_NO_EMIT ->
                    Refusals.ofStackTrace(String.valueOf(result.getMessage()));
            case OOM, TIMEOUT, UNSPECIFIED_CRASH -> {
                child.sweep();
                yield Refusals.ofStatus(result.getStatus());
            }
            case EMPTY_OUTPUT -> Refusals.of(RefusalReason.NO_TEXT);
            default ->
                    throw new ExtractionUnavailableException(
                            "the extraction child answered " + result.getStatus());
        };
    }

    private Extraction read(List<Metadata> parts) {
        if (parts.isEmpty()) {
            return Refusals.of(RefusalReason.NO_TEXT);
        }
        if (parts.stream().anyMatch(Extractor::isBeyondLimit)) {
            return Refusals.of(RefusalReason.TOO_LARGE);
        }
        Metadata file = parts.getFirst();
        try {
            DocumentText document = new DocumentText(parts);
            String text = document.text();
            if (text.isBlank()) {
                return Refusals.ofNoText(DocumentText.mediaType(file), hadParser(file));
            }
            if (text.length() > settings.maxTextCharacters()) {
                return Refusals.of(RefusalReason.TOO_LARGE);
            }
            List<Page> pages = document.pages();
            return new Extraction.Extracted(
                    DocumentText.mediaType(file),
                    text,
                    pages,
                    Passages.of(text, pages, List.of(), List.of()),
                    List.of(),
                    FileProperties.NONE,
                    null,
                    List.of());
        } catch (SAXException e) {
            return Refusals.of(RefusalReason.CORRUPT);
        }
    }

    private static boolean isBeyondLimit(Metadata part) {
        return "true".equals(part.get(TikaCoreProperties.WRITE_LIMIT_REACHED))
                || "true"
                        .equals(
                                part.get(
                                        AbstractRecursiveParserWrapperHandler
                                                .EMBEDDED_RESOURCE_LIMIT_REACHED));
    }

    private static boolean hadParser(Metadata file) {
        for (String parser : file.getValues(TikaCoreProperties.TIKA_PARSED_BY)) {
            if (parser.endsWith(".EmptyParser")) {
                return false;
            }
        }
        return true;
    }

    /** Stops the children and removes what they left. */
    @Override
    public void close() throws IOException {
        for (ParserChild child : children) {
            child.close();
        }
    }
}
