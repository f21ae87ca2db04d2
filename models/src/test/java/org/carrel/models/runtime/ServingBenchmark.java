package org.carrel.models.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.carrel.models.Generation;
import org.carrel.models.Generation.Result;
import org.carrel.models.LanguageModel;
import org.carrel.models.LanguageModel.Caller;
import org.carrel.models.LanguageModel.Limits;
import org.carrel.models.LanguageModel.Prompt;
import org.carrel.models.LanguageModel.Request;
import org.carrel.models.Sampling;

/**
 * Prints what those who wait for a model notice: how long it takes to open, to stop, and what eight
 * people at once get. Class path and flags as in {@link LanguageModelBenchmark}, with {@code
 * -Xmx1g}; {@code ServingBenchmark FOLDER}. Stops when an answer differs from the one that was
 * asked for alone.
 */
final class ServingBenchmark {

    private static final Limits SHORT = new Limits(24, List.of());

    private ServingBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("carrel-benchmark");
        int threads = Runtime.getRuntime().availableProcessors();
        RuntimeSettings settings = new RuntimeSettings(work, threads, 1, 16);
        Path folder = Path.of(arguments[0]);
        for (int time = 0; time < 3; time++) {
            long start = System.nanoTime();
            try (LanguageModel model = Models.openLanguageModel(folder, settings)) {
                System.out.printf(
                        "opened in %.2f s, time %d in this JVM, %s%n",
                        (System.nanoTime() - start) / 1e9, time + 1, memory());
                if (time == 2) {
                    cancel(model);
                    together(model);
                }
            }
        }
    }

    /** While a prompt is read, and while an answer is written. */
    private static void cancel(LanguageModel model) throws InterruptedException {
        List<Double> reading = new ArrayList<>();
        List<Double> writing = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            Prompt text = new Prompt("", "Round " + round + ". " + "The fee is due. ".repeat(240));
            Generation read = model.generate(request("a", text, SHORT), piece -> {});
            TimeUnit.MILLISECONDS.sleep(500);
            reading.add(cancelled(read));
            CountDownLatch written = new CountDownLatch(4);
            Prompt question = new Prompt("", "Count from one to a hundred, please.");
            Limits endless = new Limits(1_500, List.of());
            Generation write =
                    model.generate(request("a", question, endless), piece -> written.countDown());
            written.await();
            writing.add(cancelled(write));
        }
        System.out.printf("cancelled while reading, ms: %s%n", rounded(reading));
        System.out.printf("cancelled while writing, ms: %s%n", rounded(writing));
    }

    private static double cancelled(Generation generation) {
        long start = System.nanoTime();
        generation.cancel();
        Result result = generation.result().toCompletableFuture().join();
        if (result.finish() != Generation.Finish.CANCELLED) {
            throw new IllegalStateException("it had ended before");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static List<Long> rounded(List<Double> times) {
        return times.stream().map(Math::round).sorted().toList();
    }

    private static void together(LanguageModel model) throws IOException {
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            prompts.add(new Prompt("", "The fee is USD " + i + "00.\n\nWhat is the fee?"));
        }
        List<String> alone = new ArrayList<>();
        for (Prompt prompt : prompts) {
            alone.add(text(model.generate(request("alone", prompt, SHORT), piece -> {})).join());
        }
        for (int time = 0; time < 3; time++) {
            long start = System.nanoTime();
            List<CompletableFuture<String>> all = new ArrayList<>();
            for (int i = 0; i < prompts.size(); i++) {
                Request request = request("person " + i, prompts.get(i), SHORT);
                all.add(text(model.generate(request, piece -> {})));
            }
            if (!alone.equals(all.stream().map(CompletableFuture::join).toList())) {
                throw new IllegalStateException("an answer differs");
            }
            System.out.printf(
                    "eight at once: %.1f s, all as alone, %s%n",
                    (System.nanoTime() - start) / 1e9, memory());
        }
    }

    private static CompletableFuture<String> text(Generation generation) {
        return generation.result().toCompletableFuture().thenApply(Result::text);
    }

    private static Request request(String user, Prompt prompt, Limits limits) {
        return new Request(prompt, limits, Sampling.GREEDY, new Caller(user, user));
    }

    private static String memory() throws IOException {
        return LanguageModelBenchmark.memory();
    }
}
