package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Extraction.Refused;
import org.carrel.ingest.ExtractorSettings.Sizes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which reading goes wrong has its reason, and the next file is read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtractionChildTest {

    private final Path folder;
    private final HostileExtraction extraction;

    ExtractionChildTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        ExtractorSettings settings =
                HostileExtraction.settings(folder)
                        .withHeapBytes(96L * 1024 * 1024)
                        .withTimeLimit(Duration.ofSeconds(10))
                        .withSizes(new Sizes(1_000_000, 100_000, 2_000));
        extraction = new HostileExtraction(folder, settings);
    }

    @AfterAll
    void stop() throws Exception {
        extraction.close();
        assertEquals(List.of(), extraction.children());
    }

    @AfterEach
    void theNextFileIsRead() throws Exception {
        assertReads("The fee is due in May.");
    }

    private Extracted assertReads(String text) throws Exception {
        Extracted read = assertInstanceOf(Extracted.class, extraction.text(text));
        assertEquals(text, read.text());
        return read;
    }

    private long pid() {
        return extraction.children().getFirst().pid();
    }

    @ParameterizedTest
    @CsvSource({
        "hang, TIMEOUT",
        "flood, TIMEOUT",
        "exit 0, CRASH",
        "exit 3, OUT_OF_MEMORY",
        "recurse, TOO_COMPLEX",
        "allocate, OUT_OF_MEMORY",
        "print, CORRUPT",
        "write, TOO_LARGE",
        "attach 3000, EXPANSION",
        "swell, EXPANSION",
        "fail, CORRUPT"
    })
    void hasItsReason(String deed, RefusalReason reason) throws Exception {
        Refused refused = assertInstanceOf(Refused.class, extraction.deed(deed));
        assertEquals(reason, refused.reason());
        assertFalse(refused.detail().contains("document\""), refused.detail());
    }

    @Test
    void refusalsOfAReaderLeaveTheChildAlone() throws Exception {
        assertReads("First.");
        long before = pid();
        extraction.deed("write");
        extraction.deed("fail");
        assertReads("Second.");
        assertEquals(before, pid());
        extraction.deed("recurse");
        assertReads("Third.");
        assertNotEquals(before, pid(), "after a stack that ran out there is another");
    }

    @Test
    void attachmentsArriveWithNamesAndBytes() throws Exception {
        Extracted read = assertInstanceOf(Extracted.class, extraction.deed("attach 2"));
        assertEquals(
                List.of("name 0", "name 1"),
                read.attachments().stream().map(Attachment::name).toList());
        assertEquals("file 1", Files.readString(read.attachments().get(1).bytes()));
    }

    @Test
    void anAttachmentThatIsAnotherFileByASecondNameIsRefused() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "key");
        Refused refused = assertInstanceOf(Refused.class, extraction.deed("link " + secret));
        assertEquals(RefusalReason.CRASH, refused.reason());
    }

    @Test
    void passwordReachesTheReader() throws Exception {
        Extracted read = assertInstanceOf(Extracted.class, extraction.deed("password"));
        assertEquals("s\u00E9same", read.text());
    }

    @Test
    void whatAReaderStartsEndsWithTheChild() throws Exception {
        assertInstanceOf(Extracted.class, extraction.deed("fork"));
        List<ProcessHandle> started = extraction.children().getFirst().descendants().toList();
        assertEquals(1, started.size());
        extraction.deed("exit 1");
        assertReads("Next.");
        assertFalse(started.getFirst().isAlive());
    }

    @Test
    void recognisedPagesExtendTheLimitUpToTheTotal() throws Exception {
        Path own = folder.resolve("pages");
        ExtractorSettings settings =
                HostileExtraction.settings(own)
                        .withTimes(
                                ExtractorSettings.Times.DEFAULT
                                        .withDocument(Duration.ofSeconds(2))
                                        .withRecognition(
                                                Duration.ofSeconds(2), Duration.ofSeconds(6)));
        try (HostileExtraction slow = new HostileExtraction(own, settings)) {
            List<String> stages = new ArrayList<>();
            Extraction read =
                    slow.file(
                            "carrel-test: pages 5\n",
                            (stage, done, total) -> stages.add(stage + " " + done + "/" + total));
            assertEquals("recognised", assertInstanceOf(Extracted.class, read).text());
            assertEquals(List.of("ocr 1/5", "ocr 2/5", "ocr 3/5", "ocr 4/5", "ocr 5/5"), stages);
            Extraction endless = slow.deed("pages 1000");
            assertEquals(RefusalReason.TIMEOUT, assertInstanceOf(Refused.class, endless).reason());
        }
    }

    @Test
    void aChildIsReplacedAfterItsFilesAndWhenItIsIdle() throws Exception {
        Path own = folder.resolve("few");
        ExtractorSettings settings =
                HostileExtraction.settings(own)
                        .withChildren(1, 2)
                        .withTimes(
                                ExtractorSettings.Times.DEFAULT.withIdle(Duration.ofMillis(400)));
        try (HostileExtraction few = new HostileExtraction(own, settings)) {
            few.text("One.");
            assertEquals(1, few.children().size());
            few.text("Two.");
            assertEquals(List.of(), few.children(), "it has read its two files");
            few.text("Three.");
            ProcessHandle child = few.children().getFirst();
            child.onExit().get(1, TimeUnit.MINUTES);
            assertEquals(List.of(), few.children(), "it had no work");
            assertTrue(few.text("Four.") instanceof Extracted);
        }
    }
}
