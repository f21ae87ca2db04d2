package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Extraction.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children that end or fall silent by no fault of the file, and their neighbours. */
class LostChildTest {

    @TempDir private Path folder;

    private HostileExtraction extraction(Duration limit, int children) throws Exception {
        return new HostileExtraction(
                folder,
                HostileExtraction.settings(folder).withTimeLimit(limit).withChildren(children));
    }

    private static void assertReads(HostileExtraction extraction, String text) throws Exception {
        assertEquals(text, assertInstanceOf(Extracted.class, extraction.text(text)).text());
    }

    @Test
    void killedBetweenTwoDocuments() throws Exception {
        try (HostileExtraction extraction = extraction(Duration.ofSeconds(60), 1)) {
            assertReads(extraction, "First.");
            ProcessHandle child = extraction.children().getFirst();
            child.destroyForcibly();
            assertReads(extraction, "Second.");
            assertNotEquals(child.pid(), extraction.children().getFirst().pid());
        }
    }

    @Test
    void frozenBetweenTwoDocuments() throws Exception {
        try (HostileExtraction extraction = extraction(Duration.ofSeconds(15), 1)) {
            assertReads(extraction, "First.");
            ProcessHandle child = extraction.children().getFirst();
            assertEquals(
                    0, new ProcessBuilder("kill", "-STOP", "" + child.pid()).start().waitFor());
            assertReads(extraction, "Second.");
            assertTrue(!child.isAlive(), "the frozen one is gone");
        }
    }

    @Test
    void killedDuringADocumentThatIsNotItsFirst() throws Exception {
        try (HostileExtraction extraction = extraction(Duration.ofSeconds(60), 1)) {
            assertReads(extraction, "First.");
            List<Long> killed = new ArrayList<>();
            Extraction outcome =
                    extraction.file(
                            "carrel-test: hang",
                            (stage, done, total) -> {
                                ProcessHandle child = extraction.children().getFirst();
                                killed.add(child.pid());
                                child.destroyForcibly();
                            });
            assertEquals(RefusalReason.CRASH, assertInstanceOf(Refused.class, outcome).reason());
            assertEquals(2, killed.size(), "there was a second try");
            assertReads(extraction, "Next.");
        }
    }

    @Test
    void killedDuringItsFirstDocument() throws Exception {
        try (HostileExtraction extraction = extraction(Duration.ofSeconds(60), 1)) {
            List<String> stages = new ArrayList<>();
            Extraction outcome =
                    extraction.file(
                            "carrel-test: hang",
                            (stage, done, total) -> {
                                stages.add(stage);
                                extraction.children().getFirst().destroyForcibly();
                            });
            assertEquals(RefusalReason.CRASH, assertInstanceOf(Refused.class, outcome).reason());
            assertEquals(List.of("hang"), stages, "it was the file's doing");
        }
    }

    @Test
    void neighboursAreReadWhileAChildIsKilledAgainAndAgain() throws Exception {
        try (HostileExtraction extraction = extraction(Duration.ofSeconds(60), 2);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Integer> crashes =
                    thread.submit(() -> {
                        int crashed = 0;
                        for (int i = 0; i < 3; i++) {
                            if (extraction.deed("exit 1") instanceof Refused) {
                                crashed++;
                            }
                        }
                        return crashed;
                    });
            int read = 0;
            while (!crashes.isDone() || read == 0) {
                assertReads(extraction, "Document number " + read + ".");
                read++;
            }
            assertEquals(3, crashes.get());
        }
    }

    @Test
    void aChildThatCannotStartIsNotTheFilesFault() throws Exception {
        ExtractorSettings settings = ExtractorSettings.defaults(folder.resolve("work"));
        try (Extractor extractor = new Extractor(settings, "org.carrel.ingest.NoSuchChild")) {
            Path file = Files.writeString(folder.resolve("a.txt"), "text");
            ExtractionUnavailableException e =
                    assertThrows(
                            ExtractionUnavailableException.class,
                            () -> extractor.extract(file, "a.txt"));
            assertTrue(String.valueOf(e.getMessage()).contains("NoSuchChild"), e.getMessage());
        }
    }

    @Test
    void nothingStartsAfterTheEnd() throws Exception {
        HostileExtraction extraction = extraction(Duration.ofSeconds(60), 1);
        assertReads(extraction, "First.");
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Extraction> outcome = thread.submit(() -> extraction.deed("hang"));
            extraction.close();
            assertThrows(Exception.class, outcome::get);
        }
        assertTrue(extraction.children().isEmpty());
    }
}
