package org.carrel.models.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.carrel.models.EmbeddingModel;

/**
 * Prints passages a second, for passages of about 210 tokens, and the latency of a question. Run as
 * {@link LanguageModelBenchmark}, with the number of threads as its argument.
 */
final class EmbeddingBenchmark {

    private static final String WORDS =
            """
            This Agreement shall be governed by and construed in accordance with the laws of the \
            State of Delaware without regard to its conflict of laws provisions and the parties \
            submit to the exclusive jurisdiction of its courts;\
            """;

    private EmbeddingBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int threads = Integer.parseInt(arguments[0]);
        Path work = Files.createTempDirectory("carrel-benchmark");
        long start = System.nanoTime();
        try (EmbeddingModel model =
                Models.openEmbeddingModel(new RuntimeSettings(work, 1, threads, 8))) {
            System.out.printf("open %.2f s%n", millis(start) / 1e3);
            List<String> passages =
                    IntStream.range(0, 200)
                            .mapToObj(i -> i + " " + (WORDS + " ").repeat(5))
                            .toList();
            model.embedPassages(passages.subList(0, 20));
            start = System.nanoTime();
            model.embedPassages(passages);
            System.out.printf("%.1f passages/s%n", passages.size() * 1e3 / millis(start));
            double[] queries = new double[200];
            for (int i = 0; i < queries.length; i++) {
                start = System.nanoTime();
                model.embedQuery("Which state's law governs agreement " + i + "?");
                queries[i] = millis(start);
            }
            Arrays.sort(queries);
            System.out.printf("question p50 %.1f ms, p95 %.1f ms%n", queries[100], queries[190]);
        }
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
