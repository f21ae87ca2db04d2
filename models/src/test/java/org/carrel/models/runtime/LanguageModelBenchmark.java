package org.carrel.models.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.carrel.models.Generation.Result;
import org.carrel.models.LanguageModel;
import org.carrel.models.LanguageModel.Limits;
import org.carrel.models.LanguageModel.Prompt;

/**
 * Prints load time, tokens a second, processor time and resident memory of a model folder. From the
 * root:
 *
 * <pre>
 * ./mvnw -q -pl models test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
 *   --sun-misc-unsafe-memory-access=allow -Xmx1g \
 *   -cp models/target/test-classes:models/target/classes:$(cat models/target/cp) \
 *   org.carrel.models.runtime.LanguageModelBenchmark FOLDER [THREADS]
 * </pre>
 */
final class LanguageModelBenchmark {

    private static final String EVIDENCE =
            """
            This Agreement shall be governed by and construed in accordance with the laws of the \
            State of Delaware, without regard to its conflict of laws provisions. The term of this \
            Agreement commences on May 4, 2016 and continues for three (3) years.\
            """;

    private LanguageModelBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int threads =
                arguments.length > 1
                        ? Integer.parseInt(arguments[1])
                        : Runtime.getRuntime().availableProcessors();
        Path work = Files.createTempDirectory("carrel-benchmark");
        long start = System.nanoTime();
        try (LanguageModel model =
                Models.openLanguageModel(
                        Path.of(arguments[0]), new RuntimeSettings(work, threads, 1, 8))) {
            System.out.printf("load %.2f s, %s%n", seconds(start), memory());
            for (int run = 0; run < 4; run++) {
                // Each run has other instructions, so that nothing is reused.
                report(model, "Question " + run + ". Answer from the evidence.");
            }
            System.out.println("with the instructions read before:");
            report(model, "Question 3. Answer from the evidence.");
            System.out.println(memory());
        }
    }

    private static void report(LanguageModel model, String system) {
        Prompt prompt =
                new Prompt(
                        system, "Evidence: " + EVIDENCE + "\nDescribe all of it at length, twice.");
        Duration before = processorTime();
        Result result =
                model.generate(prompt, new Limits(64, List.of()), piece -> {})
                        .result()
                        .toCompletableFuture()
                        .join();
        Duration decode = result.total().minus(result.firstToken());
        System.out.printf(
                "prompt %d tokens in %.2f s = %.1f/s; answer %d tokens = %.1f/s; cpu %.2f s%n",
                result.promptTokens(),
                result.firstToken().toMillis() / 1e3,
                result.promptTokens() * 1e3 / result.firstToken().toMillis(),
                result.generatedTokens(),
                (result.generatedTokens() - 1) * 1e3 / Math.max(1, decode.toMillis()),
                processorTime().minus(before).toMillis() / 1e3);
    }

    /** Of all threads; on a busy machine it says more than the clock. */
    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Linux: resident memory, and what of it is no mapped file. */
    static String memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.matches("(VmHWM|VmRSS|RssAnon|RssFile):.*"))
                .map(line -> line.replaceAll("\\s+", " "))
                .toList()
                .toString();
    }
}
