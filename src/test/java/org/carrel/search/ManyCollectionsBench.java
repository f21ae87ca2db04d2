package org.carrel.search;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.carrel.access.ReadableCollections;
import org.carrel.access.Scopes;
import org.carrel.search.terms.Abbreviations;

/**
 * Searches over 1, 100 and all of many small collections, cold and warm: time, heap, and what the
 * process holds open. Indexes are written by {@link PassageIndex}, a document a commit; text and
 * vectors are made ({@link MadeText}).
 *
 * <p>To run: {@code ./mvnw -q -pl src -am test-compile}, then this class with the module's test
 * class path, and as arguments a folder (indexes that are there are used again), the number of
 * collections (5000) and the bound of readers (0: as configured by default).
 */
public final class ManyCollectionsBench {

    private static final int DOCUMENTS = 4;
    private static final int PASSAGES = 5;
    private static final int ROUNDS = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Written as uploads would; the others are copies of their files, which is faster. */
    private static final int WRITTEN = 50;

    private final MadeText made = new MadeText(7);
    private final SearchConfig config;
    private final PassageIndex index;
    private final List<UUID> collections = new ArrayList<>();

    @SuppressWarnings("NullAway") // One server alone takes no turns.
    private ManyCollectionsBench(Path home, int bound) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(SearchConfig.class);
        if (bound > 0) {
            builder.withDefaultValue("carrel.search.open-readers", Integer.toString(bound));
        }
        config = builder.build().getConfigMapping(SearchConfig.class);
        index =
                new PassageIndex(
                        home, config, new WriteTurns(null), Encoders.shipped(new NoEmbeddings()));
    }

    public static void main(String[] arguments) throws IOException {
        int number = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5000;
        int bound = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        ManyCollectionsBench bench = new ManyCollectionsBench(Path.of(arguments[0]), bound);
        bench.write(number);
        for (int width : new int[] {1, 100, number}) {
            bench.measure(width);
        }
        bench.mixed();
    }

    private void write(int number) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < number; i++) {
            UUID collection = new UUID(0x4000L, 0x8000000000000000L + i);
            collections.add(collection);
            if (index.exists(collection)) {
                continue;
            }
            if (i < WRITTEN) {
                write(collection);
            } else {
                copy(collections.get(i % WRITTEN), collection);
            }
        }
        index.close();
        System.out.printf(
                "%d collections of %d passages, made or found in %.1f s%n",
                number, DOCUMENTS * PASSAGES, (System.nanoTime() - start) / 1e9);
    }

    private void write(UUID collection) {
        for (int i = 0; i < DOCUMENTS; i++) {
            index.replace(
                    collection,
                    UUID.randomUUID(),
                    1,
                    "document " + i,
                    made.passages(PASSAGES),
                    made.vectors(PASSAGES));
        }
        index.close();
    }

    private void copy(UUID from, UUID to) throws IOException {
        Path target = Files.createDirectories(index.folder(IndexName.current(Encoder.SHIPPED, to)));
        try (Stream<Path> files =
                Files.list(index.folder(IndexName.current(Encoder.SHIPPED, from)))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    private void measure(int width) throws IOException {
        ReadableCollections scope = Scopes.of(collections.subList(0, width));
        Readers readers = new Readers(index, config);
        Search search = search(readers, config);
        long heap = heap();
        double cold = millis(search, scope);
        long held = heap() - heap;
        double[] warm = new double[ROUNDS];
        double[] processor = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            warm[i] = millis(search, scope);
            processor[i] = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
        }
        Arrays.sort(warm);
        Arrays.sort(processor);
        System.out.printf(
                "over %5d: cold %8.1f ms, warm p50 %7.2f p95 %7.2f ms (processor p50 %.2f); heap"
                        + " +%.1f MB, %d maps, %d file handles%n",
                width,
                cold,
                warm[ROUNDS / 2],
                warm[ROUNDS - 2],
                processor[ROUNDS / 2],
                held / 1e6,
                maps(),
                handles());
        readers.close();
    }

    /** Somebody with one collection beside somebody with all. */
    private void mixed() throws IOException {
        Readers readers = new Readers(index, config);
        Search search = search(readers, config);
        double[] narrow = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            millis(search, Scopes.of(collections));
            narrow[i] = millis(search, Scopes.of(collections.subList(i, i + 1)));
        }
        Arrays.sort(narrow);
        System.out.printf(
                "over 1, each after one over all: p50 %.2f p95 %.2f ms%n",
                narrow[ROUNDS / 2], narrow[ROUNDS - 2]);
        readers.close();
    }

    private double millis(Search search, ReadableCollections scope) {
        String question = made.words(8);
        float[] vector = made.vector();
        long start = System.nanoTime();
        search.find(scope, Query.of(question, vector, 10));
        return (System.nanoTime() - start) / 1e6;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long maps() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/indexes/")).count();
        }
    }

    private static long handles() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.count();
        }
    }

    /** With the language of this repository and without a reranker. */
    private static Search search(Readers readers, SearchConfig config) {
        return new Search(
                readers,
                Encoders.shipped(new NoEmbeddings()),
                new NoEmbeddings(),
                config,
                Abbreviations.read(null),
                new InstalledReranker(Optional.empty(), 1, Duration.ZERO));
    }
}
