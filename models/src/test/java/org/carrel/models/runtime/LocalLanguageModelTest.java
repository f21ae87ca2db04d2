package org.carrel.models.runtime;

import static org.carrel.models.runtime.SmallVocabulary.END;
import static org.carrel.models.runtime.SmallVocabulary.chain;
import static org.carrel.models.runtime.SmallVocabulary.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.carrel.models.Generation;
import org.carrel.models.Generation.Finish;
import org.carrel.models.Generation.Result;
import org.carrel.models.LanguageModel;
import org.carrel.models.LanguageModel.Caller;
import org.carrel.models.LanguageModel.Limits;
import org.carrel.models.LanguageModel.Prompt;
import org.carrel.models.LanguageModel.Request;
import org.carrel.models.PromptTooLongException;
import org.carrel.models.QueueFullException;
import org.carrel.models.Sampling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The models here write the alphabet, because their weights were made so. */
@Timeout(120)
class LocalLanguageModelTest {

    private static final int LINE_END = id('\n');
    private static final Limits LIMITS = new Limits(40, List.of());
    private static final Prompt PROMPT = new Prompt("be brief", "why");

    @TempDir private Path folder;

    @SuppressWarnings("NullAway.Init") // set by open(…), first thing in every test
    private LanguageModel model;

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void writesUntilTheEndToken() throws IOException {
        open(chainOf("abcde", END), 8);
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());
        Result result = join(model.generate(PROMPT, LIMITS, pieces::add));
        assertEquals("abcde", result.text());
        assertEquals(Finish.STOP, result.finish());
        assertEquals(5, result.generatedTokens());
        assertEquals("abcde", String.join("", pieces));
        String prompt = "<|system|>\nbe brief</s>\n<|user|>\nwhy</s>\n<|assistant|>\n";
        assertEquals(Sha256.hex(prompt.getBytes(StandardCharsets.UTF_8)), result.promptSha256());
        assertTrue(result.promptTokens() > 20);
        assertTrue(result.firstToken().compareTo(result.total()) <= 0);
    }

    @Test
    void bytesBecomeOneCharacter() throws IOException {
        open(chain(LINE_END, id("a"), id(0xC3), id(0xBC), END), 8);
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());
        assertEquals("aü", join(model.generate(PROMPT, LIMITS, pieces::add)).text());
        assertEquals(List.of("a", "ü"), pieces);
    }

    @Test
    void stopStringsEndTheAnswerBeforeThem() throws IOException {
        open(chainOf("abcdefg", END), 8);
        Result result = join(model.generate(PROMPT, new Limits(40, List.of("ef", "zz")), x -> {}));
        assertEquals("abcd", result.text());
        assertEquals(Finish.STOP, result.finish());
    }

    @Test
    void answerEndsAtItsLargestLength() throws IOException {
        open(endless(), 8);
        Result result = join(model.generate(PROMPT, new Limits(30, List.of()), x -> {}));
        assertEquals("abcdefghijklmnopqrstuvwxyzabcd", result.text());
        assertEquals(Finish.LENGTH, result.finish());
        assertEquals(30, result.generatedTokens());
    }

    @Test
    void promptThatLeavesNoRoomForTheAnswerIsRefusedWithTheCounts() throws IOException {
        open(endless(), 8);
        int context = model.description().contextLength();
        String message =
                String.valueOf(
                        assertThrows(
                                        PromptTooLongException.class,
                                        () ->
                                                model.generate(
                                                        PROMPT,
                                                        new Limits(context, List.of()),
                                                        x -> {}))
                                .getMessage());
        assertTrue(message.contains("answer of " + context), message);
        assertThrows(
                PromptTooLongException.class,
                () -> model.generate(new Prompt("", "a".repeat(1_000_000)), LIMITS, x -> {}));
    }

    @Test
    void generationsRunInTheOrderOfTheirCalls() throws Exception {
        open(chainOf("ab", END), 8);
        Blocker blocker = new Blocker();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Generation> all = new ArrayList<>();
        all.add(model.generate(PROMPT, LIMITS, blocker));
        blocker.reached.await();
        for (String name : List.of("first", "second", "third")) {
            all.add(model.generate(PROMPT, LIMITS, onFirst(() -> order.add(name))));
        }
        blocker.release.countDown();
        all.forEach(LocalLanguageModelTest::join);
        assertEquals(List.of("first", "second", "third"), order);
    }

    @Test
    void fullQueueRefusesAndACancelledWaiterMakesRoom() throws Exception {
        open(chainOf("ab", END), 2);
        Blocker blocker = new Blocker();
        Generation running = model.generate(PROMPT, LIMITS, blocker);
        blocker.reached.await();
        Generation waiting = model.generate(PROMPT, LIMITS, x -> {});
        model.generate(PROMPT, LIMITS, x -> {});
        assertThrows(QueueFullException.class, () -> model.generate(PROMPT, LIMITS, x -> {}));
        waiting.cancel();
        // Known at once, while the worker is still busy.
        Result cancelled = join(waiting);
        assertEquals(Finish.CANCELLED, cancelled.finish());
        assertEquals(0, cancelled.promptTokens() + cancelled.generatedTokens());
        Generation next = model.generate(PROMPT, LIMITS, x -> {});
        blocker.release.countDown();
        assertEquals("ab", join(running).text());
        assertEquals("ab", join(next).text());
    }

    @Test
    void whoAsksMuchDelaysAnotherByOneAnswer() throws Exception {
        open(chainOf("ab", END), 8);
        Blocker blocker = new Blocker();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Generation> all = new ArrayList<>();
        all.add(model.generate(of("eager"), blocker));
        blocker.reached.await();
        for (String user : List.of("eager", "eager", "eager", "other")) {
            all.add(model.generate(of(user), onFirst(() -> order.add(user))));
        }
        blocker.release.countDown();
        all.forEach(LocalLanguageModelTest::join);
        assertEquals(List.of("other", "eager", "eager", "eager"), order);
    }

    private static Request of(String user) {
        return new Request(PROMPT, LIMITS, Sampling.GREEDY, new Caller(user, "scope"));
    }

    @Test
    void promptsReadBeforeChangeNoAnswer() throws Exception {
        SmallModel.random(256, 8, 4, 256, 256, new Random(11)).write(folder, SmallModel.Form.F32);
        model = Models.openLanguageModel(folder, new RuntimeSettings(folder, 2, 1, 100));
        List<String> first = answers();
        assertEquals(first, answers());
    }

    private List<String> answers() {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Prompt prompt = new Prompt("be brief", "the then ".repeat(5 + i / 2) + "why" + i);
            for (String scope : List.of("", "mine", "other")) {
                Request request =
                        new Request(
                                prompt,
                                new Limits(12, List.of()),
                                Sampling.GREEDY,
                                new Caller("me", scope));
                answers.add(join(model.generate(request, x -> {})).text());
            }
        }
        return answers;
    }

    @Test
    void onlyTheVocabularyOfTheRequestIsWritten() throws IOException {
        SmallModel.random(128, 4, 4, 128, 256, new Random(3)).write(folder, SmallModel.Form.F32);
        model = Models.openLanguageModel(folder, new RuntimeSettings(folder, 2, 1, 8));
        Sampling draws = new Sampling(2, 0, 1, 1, 9, Set.of("ab", "c"));
        Request request = new Request(PROMPT, LIMITS, draws, Caller.NOBODY);
        String text = join(model.generate(request, x -> {})).text();
        assertTrue(text.matches("[abc ]*"), text);
        assertEquals(text, join(model.generate(request, x -> {})).text());
    }

    @Test
    void cancelEndsTheAnswerWithinOneToken() throws Exception {
        open(endless(), 8);
        CompletableFuture<Generation> started = new CompletableFuture<>();
        Generation generation =
                model.generate(
                        PROMPT,
                        LIMITS,
                        piece -> {
                            if (piece.equals("c")) {
                                started.join().cancel();
                            }
                        });
        started.complete(generation);
        Result result = join(generation);
        assertEquals("abc", result.text());
        assertEquals(Finish.CANCELLED, result.finish());
    }

    @Test
    void listenerThatThrowsEndsItsOwnGenerationOnly() throws IOException {
        open(chainOf("ab", END), 8);
        Generation broken =
                model.generate(
                        PROMPT,
                        LIMITS,
                        piece -> {
                            throw new IllegalStateException("the reader left");
                        });
        Generation next = model.generate(PROMPT, LIMITS, x -> {});
        assertEquals(Finish.CANCELLED, join(broken).finish());
        assertEquals("ab", join(next).text());
    }

    @Test
    void closeCancelsWhatRunsAndWhatWaits() throws Exception {
        open(endless(), 8);
        CountDownLatch running = new CountDownLatch(1);
        Generation first =
                model.generate(PROMPT, new Limits(150, List.of()), x -> running.countDown());
        Generation second = model.generate(PROMPT, LIMITS, x -> {});
        running.await();
        model.close();
        assertEquals(Finish.CANCELLED, join(second).finish());
        assertTrue(first.result().toCompletableFuture().isDone());
        assertThrows(IllegalStateException.class, () -> model.generate(PROMPT, LIMITS, x -> {}));
        assertThrows(IllegalStateException.class, () -> model.countTokens("why"));
    }

    @Test
    void manyCallersGetTheAnswersOfOne() throws Exception {
        SmallModel.random(256, 8, 4, 256, 256, new Random(11)).write(folder, SmallModel.Form.F32);
        model = Models.openLanguageModel(folder, new RuntimeSettings(folder, 2, 1, 100));
        Limits limits = new Limits(12, List.of());
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            prompts.add(new Prompt(i % 2 == 0 ? "be brief" : "", "why " + "e then ".repeat(i)));
        }
        List<String> alone = new ArrayList<>();
        for (Prompt prompt : prompts) {
            alone.add(join(model.generate(prompt, limits, x -> {})).text());
        }
        List<String> together = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (Prompt prompt : prompts) {
                answers.add(
                        callers.submit(() -> join(model.generate(prompt, limits, x -> {})).text()));
            }
            for (Future<String> answer : answers) {
                together.add(answer.get());
            }
        }
        assertEquals(alone, together);
    }

    private void open(Map<Integer, Integer> next, int waiting) throws IOException {
        SmallModel.writing(next, 256).write(folder, SmallModel.Form.F32);
        model = Models.openLanguageModel(folder, new RuntimeSettings(folder, 2, 1, waiting));
    }

    /** The prompt ends with a line end; from there on the letters, then the last token. */
    private static Map<Integer, Integer> chainOf(String letters, int last) {
        List<Integer> tokens = new ArrayList<>(List.of(LINE_END));
        letters.chars().forEach(letter -> tokens.add(id(Character.toString(letter))));
        tokens.add(last);
        return chain(tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void aModelOfNoNumbersFailsWithoutAWord() throws IOException {
        SmallModel broken = SmallModel.writing(endless(), 256);
        broken.matrix("model.norm")[0][0] = Double.NaN;
        broken.write(folder, SmallModel.Form.F32);
        model = Models.openLanguageModel(folder, new RuntimeSettings(folder, 2, 1, 8));
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 2; i++) {
            Generation failing = model.generate(PROMPT, LIMITS, pieces::add);
            CompletionException failure =
                    assertThrows(CompletionException.class, () -> join(failing));
            assertInstanceOf(IllegalStateException.class, failure.getCause());
        }
        assertEquals(List.of(), pieces);
    }

    /** It writes whatever comes, some of it no characters, to the end of its limit. */
    @Test
    void aModelOfNoSenseEndsAtItsLimit() throws IOException {
        SmallModel.random(128, 4, 4, 128, 256, new Random(5))
                .onFourBits()
                .write(folder, SmallModel.Form.PACKED);
        model = Models.openLanguageModel(folder, new RuntimeSettings(folder, 2, 1, 8));
        Sampling draws = new Sampling(5, 0, 1, 1, 9, Set.of());
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());
        Request request = new Request(PROMPT, new Limits(150, List.of()), draws, Caller.NOBODY);
        Result result = join(model.generate(request, pieces::add));
        assertEquals(result.text(), String.join("", pieces));
        assertTrue(result.generatedTokens() <= 150);
        assertTrue(result.finish() != Finish.CANCELLED);
    }

    private static Map<Integer, Integer> endless() {
        return chainOf("abcdefghijklmnopqrstuvwxyz", id("a"));
    }

    private static Result join(Generation generation) {
        return generation.result().toCompletableFuture().join();
    }

    private static Consumer<String> onFirst(Runnable action) {
        boolean[] done = new boolean[1];
        return piece -> {
            if (!done[0]) {
                done[0] = true;
                action.run();
            }
        };
    }

    /** Holds the worker at its first piece. */
    private static final class Blocker implements Consumer<String> {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public void accept(String piece) {
            reached.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
