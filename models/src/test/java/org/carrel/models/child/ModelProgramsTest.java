package org.carrel.models.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carrel.models.ImportRefusedException;
import org.carrel.models.MadeFiles;
import org.carrel.models.ModelImport.Outcome;
import org.carrel.models.child.ModelPrograms.Listener;
import org.carrel.models.child.ModelPrograms.Settings;
import org.carrel.models.runtime.WritingModel;
import org.carrel.models.trial.TrialAnswer;
import org.carrel.models.trial.TrialFailedException;
import org.carrel.models.trial.TrialPrompt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each of these starts JVMs. */
@Timeout(120)
class ModelProgramsTest {

    private static final TrialPrompt WHY = new TrialPrompt("a", "", "why", 99, List.of());

    @TempDir private Path folder;
    private Path work;
    private Path models;

    @BeforeEach
    void folders() {
        work = folder.resolve("work");
        models = folder.resolve("models");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(work)) {
            assertEquals(List.of(), left.toList());
        }
        assertEquals(
                List.of(),
                ProcessHandle.current()
                        .descendants()
                        .map(ProcessHandle::info)
                        .flatMap(info -> info.commandLine().stream())
                        .filter(line -> line.contains(work.toString()))
                        .toList());
    }

    @Test
    void aModelIsImported() throws Exception {
        Heard heard = new Heard(Integer.MAX_VALUE);
        ImportOrder order = order(MadeFiles.gguf(folder.resolve("made.gguf")));
        assertEquals(
                new Outcome.Imported(models.resolve("mine")), programs().importing(order, heard));
        assertTrue(Files.isRegularFile(models.resolve("mine").resolve("model.safetensors")));
        assertTrue(heard.stages.containsAll(List.of("quantise", "write")), heard::toString);
        assertInstanceOf(Outcome.Present.class, programs().importing(order, heard));
    }

    @Test
    void aRefusalSaysWhy() throws IOException {
        Path file = Files.writeString(folder.resolve("made.gguf"), "GGUF, or so it says");
        ImportRefusedException refused =
                assertThrows(
                        ImportRefusedException.class,
                        () -> programs().importing(order(file), new Heard(Integer.MAX_VALUE)));
        String reason = String.valueOf(refused.getMessage());
        assertTrue(reason.contains("GGUF") && reason.length() <= 300, reason);
        assertFalse(reason.startsWith("model import failed"), reason);
    }

    @Test
    void aStoppedImportLeavesNoPart() throws Exception {
        ImportOrder order = order(MadeFiles.gguf(folder.resolve("made.gguf")));
        Files.createDirectories(models.resolve("mine.partial"));
        assertThrows(CancellationException.class, () -> programs().importing(order, new Heard(0)));
        assertFalse(Files.exists(models.resolve("mine.partial")));
        assertFalse(Files.exists(models.resolve("mine")));
    }

    @Test
    void whatProgramsOfAKilledServerLeftIsRemoved() throws Exception {
        Path left = Files.createDirectories(work.resolve("model-program-1").resolve("native"));
        Files.writeString(left.resolve("library.so"), "code");
        Path other = Files.writeString(folder.resolve("other"), "stays");
        Files.createSymbolicLink(left.resolve("link"), other);
        programs().clear();
        assertTrue(Files.notExists(work.resolve("model-program-1")));
        assertTrue(Files.exists(other));
    }

    @Test
    void aModelIsTried() throws Exception {
        Path model = WritingModel.write(folder.resolve("small"), "abcde");
        Heard heard = new Heard(Integer.MAX_VALUE);
        TrialPrompt second = new TrialPrompt("b", "\u00fcber", "why\n\nnot", 2, List.of());
        List<TrialAnswer> answers = programs().trying(model, List.of(WHY, second), heard);
        assertEquals(List.of("abcde", "ab"), answers.stream().map(TrialAnswer::text).toList());
        assertEquals(List.of("ask", "ask"), heard.stages);
    }

    @Test
    @Tag("slow")
    void aStoppedTrialEnds() throws Exception {
        Path model = WritingModel.writeEndless(folder.resolve("small"));
        Heard heard = new Heard(1);
        assertThrows(CancellationException.class, () -> programs().trying(model, many(), heard));
        assertFalse(heard.stages.isEmpty());
    }

    @Test
    @Tag("slow")
    void anInterruptedTrialEnds() throws Exception {
        Path model = WritingModel.writeEndless(folder.resolve("small"));
        Thread asking = Thread.currentThread();
        Listener interrupting =
                new Listener() {
                    @Override
                    public void at(String stage, long done, long total) {
                        asking.interrupt();
                    }

                    @Override
                    public boolean stopped() {
                        return false;
                    }
                };
        assertThrows(
                InterruptedException.class, () -> programs().trying(model, many(), interrupting));
    }

    @Test
    void anUnusableModelIsAFailureWithItsReason() {
        TrialFailedException failed =
                assertThrows(
                        TrialFailedException.class,
                        () ->
                                programs()
                                        .trying(
                                                folder.resolve("none"),
                                                List.of(WHY),
                                                new Heard(Integer.MAX_VALUE)));
        assertTrue(String.valueOf(failed.getMessage()).startsWith("the model folder "));
    }

    @Test
    @Tag("slow")
    void aProgramThatNeedsMoreThanItIsGivenIsEnded() throws Exception {
        Path model = WritingModel.writeEndless(folder.resolve("small"));
        Settings given = Settings.defaults(work);
        Settings small =
                new Settings(
                        work,
                        1 << 20,
                        4 << 20,
                        1,
                        given.importTime(),
                        given.promptTime(),
                        given.trialTime());
        assertThrows(
                TrialFailedException.class,
                () -> new ModelPrograms(small).trying(model, many(), new Heard(Integer.MAX_VALUE)));
    }

    private ModelPrograms programs() {
        return new ModelPrograms(
                new Settings(
                        work,
                        256 << 20,
                        256 << 20,
                        1,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1)));
    }

    private ImportOrder order(Path file) {
        return new ImportOrder(List.of(file), Optional.empty(), "mine", models);
    }

    private static List<TrialPrompt> many() {
        return IntStream.range(0, 20_000)
                .mapToObj(i -> new TrialPrompt("p" + i, "", "why", 150, List.of()))
                .toList();
    }

    /** Stops once it has heard so much. */
    private static final class Heard implements Listener {

        private final List<String> stages = new ArrayList<>();
        private final int enough;

        private Heard(int enough) {
            this.enough = enough;
        }

        @Override
        public void at(String stage, long done, long total) {
            assertTrue(done <= total, stage);
            stages.add(stage);
        }

        @Override
        public boolean stopped() {
            return stages.size() >= enough;
        }

        @Override
        public String toString() {
            return stages.toString();
        }
    }
}
