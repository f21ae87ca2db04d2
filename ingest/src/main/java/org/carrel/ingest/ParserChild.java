package org.carrel.ingest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.exception.TikaConfigException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.pipes.FetchEmitTuple;
import org.apache.tika.pipes.HandlerConfig;
import org.apache.tika.pipes.PipesConfig;
import org.apache.tika.pipes.PipesException;
import org.apache.tika.pipes.PipesParser;
import org.apache.tika.pipes.PipesResult;
import org.apache.tika.pipes.emitter.EmitKey;
import org.apache.tika.pipes.fetcher.FetchKey;
import org.apache.tika.sax.BasicContentHandlerFactory.HANDLER_TYPE;
import org.carrel.ingest.child.VisibleHtml;
import org.jspecify.annotations.Nullable;

/**
 * One child JVM and its folder. Tika's client starts it when first needed and again after it died,
 * was stopped at the time limit, or left for want of work. Used by one thread at a time.
 */
final class ParserChild implements AutoCloseable {

    /** Files in files, at all levels together, that one document may hold. */
    private static final int MAX_EMBEDDED = 2_000;

    private static final Pattern EXTENSION = Pattern.compile("\\.([A-Za-z0-9]{1,8})$");

    private final ChildConfiguration configuration;
    private final int maxTextCharacters;
    private final PipesParser parser;
    private long parsed;

    ParserChild(ExtractorSettings settings, Path folder) throws IOException {
        this.configuration = new ChildConfiguration(settings, folder);
        this.maxTextCharacters = settings.maxTextCharacters();
        Path written = configuration.write();
        deleteInside(configuration.input()); // What a server that was killed left.
        deleteInside(configuration.scratch());
        try {
            this.parser = new PipesParser(PipesConfig.load(written));
        } catch (TikaConfigException e) {
            throw new ExtractionUnavailableException("Tika refused its configuration", e);
        }
    }

    /**
     * Parses a file in the child.
     *
     * @throws ExtractionUnavailableException when the child does not start
     */
    PipesResult parse(Path file, String originalName) throws IOException, InterruptedException {
        String key = parsed++ + extension(originalName);
        Path input = configuration.input().resolve(key);
        link(file, input);
        try {
            return parser.parse(request(key));
        } catch (PipesException | RuntimeException e) {
            throw new ExtractionUnavailableException("the extraction child does not start", e);
        } finally {
            Files.deleteIfExists(input);
        }
    }

    /** Removes what a child that was stopped left behind. */
    void sweep() throws IOException {
        deleteInside(configuration.scratch());
    }

    private FetchEmitTuple request(String key) {
        ParseContext context = new ParseContext();
        context.set(
                HandlerConfig.class,
                new HandlerConfig(
                        HANDLER_TYPE.XML,
                        HandlerConfig.PARSE_MODE.RMETA,
                        maxTextCharacters,
                        MAX_EMBEDDED,
                        true));
        context.set(HtmlMapper.class, new VisibleHtml());
        return new FetchEmitTuple(
                key,
                new FetchKey(ChildConfiguration.FETCHER, key),
                new EmitKey("none", key),
                new Metadata(),
                context,
                FetchEmitTuple.ON_PARSE_EXCEPTION.SKIP);
    }

    /** Tika looks at the extension when the bytes leave the type open, as with plain text. */
    private static String extension(String originalName) {
        Matcher matcher = EXTENSION.matcher(originalName);
        return matcher.find() ? "." + matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private static void link(Path file, Path input) throws IOException {
        try {
            Files.createLink(input, file.toRealPath());
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, input); // Another file system, or one without links.
        }
    }

    private static void deleteInside(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                            throws IOException {
                        if (!visited.equals(folder)) {
                            Files.deleteIfExists(visited);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    @Override
    public void close() throws IOException {
        parser.close();
        sweep();
        deleteInside(configuration.input());
    }
}
