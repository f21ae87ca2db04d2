package org.carrel.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.carrel.models.LanguageModel;
import org.carrel.models.Sampling;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight people ask one model at once for minutes, with the settings of the server: each answer is
 * held against what the model writes to the same prompt for one person alone. Prints how many there
 * were, the process's resident memory, and what each waited for the first word.
 *
 * <pre>
 * ./mvnw -pl src -am -Dskip.ui -Dexcluded.groups=none -Dtest=EightAskersBenchmark \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dcarrel.bench.model=FOLDER \
 *     [-Dcarrel.bench.seconds=300] test
 * </pre>
 *
 * <p>The folder is an imported model's, such as CARREL_HOME/models/tinyllama-1.1b-chat, as an
 * absolute path; without one there is nothing to do.
 */
@Tag("slow")
class EightAskersBenchmark {

    private static final int ASKERS = 8;
    private static final String MODEL = System.getProperty("carrel.bench.model", "none");
    private static final long SECONDS = Long.getLong("carrel.bench.seconds", 300);

    /** As the server asks: carrel.answer.max-tokens, and the ends of an answer. */
    private static final LanguageModel.Limits LIMITS =
            new LanguageModel.Limits(64, List.of("\n", "Answer:", "Question:"));

    @TempDir private Path work = Path.of("");

    /**
     * What one person saw.
     *
     * @param waits for the first word of each answer, in milliseconds
     * @param differing answers that were not what one person alone gets
     */
    private record Seen(int asker, List<Long> waits, int differing) {

        String line() {
            List<Long> sorted = new ArrayList<>(waits);
            Collections.sort(sorted);
            return "asker %d: %d answers, first word after %d ms at the median, %d ms at most"
                    .formatted(
                            asker, sorted.size(), sorted.get(sorted.size() / 2), sorted.getLast());
        }
    }

    @Test
    void answersAreThoseOfOneAskerAlone() throws Exception {
        assumeTrue(!MODEL.equals("none"), "no model is named");
        List<Questions.Item> questions = Questions.load(Optional.empty()).items();
        int cores = Runtime.getRuntime().availableProcessors();
        var settings =
                new RuntimeSettings(
                        work, cores, 1, 8, 4, RuntimeSettings.DEFAULT_PREFIX_BYTES, true);
        try (LanguageModel model = Models.openLanguageModel(Path.of(MODEL), settings)) {
            Map<String, String> alone = new HashMap<>();
            for (Questions.Item each : questions) {
                alone.put(each.id(), write(model, each, "alone", first -> {}));
            }
            long before = residentMegabytes();
            List<Seen> seen = together(model, questions, alone);
            System.out.printf(
                    "%d answers in %d s, %d as for one alone; resident %d MB before, %d MB after%n",
                    seen.stream().mapToInt(each -> each.waits().size()).sum(),
                    SECONDS,
                    seen.stream().mapToInt(each -> each.waits().size() - each.differing()).sum(),
                    before,
                    residentMegabytes());
            seen.forEach(each -> System.out.println(each.line()));
            assertEquals(0, seen.stream().mapToInt(Seen::differing).sum());
        }
    }

    private static List<Seen> together(
            LanguageModel model, List<Questions.Item> questions, Map<String, String> alone)
            throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Seen> seen = new ArrayList<>();
        try (ExecutorService askers = Executors.newFixedThreadPool(ASKERS)) {
            List<Future<Seen>> asking = new ArrayList<>();
            for (int i = 0; i < ASKERS; i++) {
                int asker = i;
                asking.add(askers.submit(() -> ask(model, questions, alone, asker, end)));
            }
            for (Future<Seen> each : asking) {
                seen.add(each.get());
            }
        }
        return seen;
    }

    private static Seen ask(
            LanguageModel model,
            List<Questions.Item> questions,
            Map<String, String> alone,
            int asker,
            long end) {
        List<Long> waits = new ArrayList<>();
        int differing = 0;
        for (int i = asker * questions.size() / ASKERS; System.nanoTime() < end; i++) {
            Questions.Item item = questions.get(i % questions.size());
            long begin = System.nanoTime();
            AtomicLong wait = new AtomicLong();
            String written =
                    write(model, item, "asker " + asker, at -> wait.compareAndSet(0, at - begin));
            // An answer without a word is waited for to its end.
            wait.compareAndSet(0, System.nanoTime() - begin);
            waits.add(TimeUnit.NANOSECONDS.toMillis(wait.get()));
            differing += written.equals(alone.get(item.id())) ? 0 : 1;
        }
        return new Seen(asker, waits, differing);
    }

    /**
     * @param whenFirst gets {@link System#nanoTime} whenever there is text
     */
    private static String write(
            LanguageModel model, Questions.Item item, String user, Consumer<Long> whenFirst) {
        String text = String.join("\n", item.evidence()) + "\n\n" + item.question();
        var request =
                new LanguageModel.Request(
                        new LanguageModel.Prompt("", text),
                        LIMITS,
                        Sampling.GREEDY,
                        new LanguageModel.Caller(user, user));
        return model.generate(request, piece -> whenFirst.accept(System.nanoTime()))
                .result()
                .toCompletableFuture()
                .join()
                .text();
    }

    private static long residentMegabytes() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }
}
