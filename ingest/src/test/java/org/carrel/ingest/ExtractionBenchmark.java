package org.carrel.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.BodyContentHandler;
import org.carrel.ingest.Extraction.Extracted;

/**
 * Prints pages a second of bare Tika in this process and of extraction in one child, over the same
 * files, one after the other, and what a second child that is crashed without pause costs its
 * neighbour. From the root:
 *
 * <pre>
 * ./mvnw -q -pl ingest test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java -Xmx512m -XX:+UseParallelGC \
 *   -cp ingest/target/test-classes:ingest/target/classes:$(cat ingest/target/cp) \
 *   org.carrel.ingest.ExtractionBenchmark FOLDER [ROUNDS [FILES]]
 * </pre>
 *
 * The first round warms both up and is not counted. Bare Tika gives text alone: no pages, passages
 * or offsets.
 */
final class ExtractionBenchmark {

    private final List<Path> files;
    private final int rounds;
    private final AutoDetectParser bare = new AutoDetectParser();

    private ExtractionBenchmark(List<Path> files, int rounds) {
        this.files = files;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        long most = arguments.length > 2 ? Long.parseLong(arguments[2]) : Long.MAX_VALUE;
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            files = all.filter(Files::isRegularFile).sorted().limit(most).toList();
        }
        Path work = Files.createTempDirectory("carrel-benchmark");
        ExtractionBenchmark benchmark = new ExtractionBenchmark(files, rounds);
        ExtractorSettings settings = HostileExtraction.settings(work).withChildren(2);
        try (HostileExtraction extraction = new HostileExtraction(work, settings)) {
            benchmark.compare(extraction);
            benchmark.disturb(extraction);
        } finally {
            ChildFolder.deleteInside(work);
            Files.deleteIfExists(work);
        }
    }

    private void compare(HostileExtraction extraction) throws Exception {
        long pages = 0;
        long bareTime = 0;
        long childTime = 0;
        for (int round = 0; round <= rounds; round++) {
            for (Path file : files) {
                long start = System.nanoTime();
                readBare(file);
                long between = System.nanoTime();
                int read = read(extraction, file);
                long end = System.nanoTime();
                if (round > 0) {
                    pages += read;
                    bareTime += between - start;
                    childTime += end - between;
                }
            }
        }
        System.out.printf(
                "bare Tika %.1f pages/s, child %.1f pages/s, ratio %.2f (%d files, %d rounds)%n",
                pages / seconds(bareTime),
                pages / seconds(childTime),
                (double) bareTime / childTime,
                files.size(),
                rounds);
    }

    /** Quiet and disturbed rounds in turn, so that a busy machine weighs on both. */
    private void disturb(HostileExtraction extraction) throws Exception {
        long quiet = 0;
        long disturbed = 0;
        int crashes = 0;
        for (int round = 0; round < rounds; round++) {
            quiet += readAll(extraction);
            AtomicBoolean done = new AtomicBoolean();
            try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
                Future<Integer> crashed = thread.submit(() -> crash(extraction, done));
                disturbed += readAll(extraction);
                done.set(true);
                crashes += crashed.get();
            }
        }
        System.out.printf(
                "beside a child crashed %d times: %.2f s instead of %.2f s, slowdown %.2f%n",
                crashes, seconds(disturbed), seconds(quiet), (double) disturbed / quiet);
    }

    private static int crash(HostileExtraction extraction, AtomicBoolean done) throws Exception {
        int crashes = 0;
        while (!done.get()) {
            extraction.deed("exit 1");
            crashes++;
        }
        return crashes;
    }

    private long readAll(HostileExtraction extraction) throws Exception {
        long start = System.nanoTime();
        for (Path file : files) {
            read(extraction, file);
        }
        return System.nanoTime() - start;
    }

    private void readBare(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            bare.parse(in, new BodyContentHandler(-1), new Metadata(), new ParseContext());
        }
    }

    private static int read(HostileExtraction extraction, Path file)
            throws IOException, InterruptedException {
        Extraction outcome = extraction.extractor().extract(file, file.getFileName().toString());
        return outcome instanceof Extracted extracted ? extracted.pages().size() : 0;
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
