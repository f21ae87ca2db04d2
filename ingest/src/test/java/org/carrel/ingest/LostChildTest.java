package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

    /** Waits, without a limit of its own, until there is a child other than one. */
    private static ProcessHandle childOtherThan(HostileExtraction extraction, long pid) {
        while (true) {
            for (ProcessHandle child : extraction.children()) {
                if (child.pid() != pid) {
                    return child;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
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
        try (HostileExtraction extraction = extraction(Duration.ofSeconds(3), 1)) {
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
        try (HostileExtraction extraction = extraction(Duration.ofSeconds(60), 1);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            assertReads(extraction, "First.");
            ProcessHandle first = extraction.children().getFirst();
            Future<Extraction> outcome = thread.submit(() -> extraction.deed("hang"));
            first.destroyForcibly();
            ProcessHandle second = childOtherThan(extraction, first.pid());
            second.destroyForcibly();
            Refused refused = assertInstanceOf(Refused.class, outcome.get());
            assertEquals(RefusalReason.CRASH, refused.reason(), "after a second try");
            assertReads(extraction, "Next.");
        }
    }

    @Test
    void neighboursAreReadWhileAChildIsKilledAgainAndAgain() throws Exception {
        try (HostileExtraction extraction = extraction(Duration.ofSeconds(60), 2);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Integer> crashes =
                    thread.submit(() -> {
                        int crashed = 0;
                        for (int i = 0; i < 5; i++) {
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
            assertEquals(5, crashes.get());
        }
    }

    @Test
    void aChildThatCannotStartIsNotTheFilesFault() throws Exception {
        ExtractorSettings settings = ExtractorSettings.defaults(folder.resolve("work"));
        try (Extractor extractor = new Extractor(settings, "org.carrel.ingest.NoSuchChild")) {
            Path file = java.nio.file.Files.writeString(folder.resolve("a.txt"), "text");
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
