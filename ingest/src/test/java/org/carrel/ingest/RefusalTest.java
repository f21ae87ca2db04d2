package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Extraction.Refused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each bad file has its reason, and the file after it is read as if nothing had happened. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {

    private final Path folder;
    private final ExtractorSettings settings;
    private final Extractor extractor;

    RefusalTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        settings = ExtractorSettings.defaults(folder.resolve("work"));
        extractor = new Extractor(settings.withTimeLimit(Duration.ofSeconds(20)));
    }

    @AfterAll
    void stop() throws Exception {
        extractor.close();
    }

    @AfterEach
    void theNextFileIsRead() throws Exception {
        assertReads(extractor);
    }

    private void assertReads(Extractor other) throws Exception {
        Path file = file("The fee is due in May.".getBytes(StandardCharsets.UTF_8));
        Extracted next = assertInstanceOf(Extracted.class, other.extract(file, "next.txt"));
        assertEquals("The fee is due in May.", next.text());
    }

    private Path file(byte[] bytes) throws Exception {
        return Files.write(Files.createTempFile(folder, "plain", ".bin"), bytes);
    }

    private void assertRefused(RefusalReason reason, String name, byte[] bytes) throws Exception {
        assertRefused(extractor, reason, name, bytes);
    }

    private void assertRefused(Extractor by, RefusalReason reason, String name, byte[] bytes)
            throws Exception {
        Extraction outcome = by.extract(file(bytes), name);
        Refused refused = assertInstanceOf(Refused.class, outcome, name);
        assertEquals(reason, refused.reason(), name);
        assertTrue(refused.detail().endsWith("."), refused.detail());
        assertFalse(refused.detail().contains(folder.toString()), refused.detail());
    }

    @Test
    void emptyFile() throws Exception {
        assertRefused(RefusalReason.EMPTY_FILE, "a.pdf", new byte[0]);
    }

    @Test
    void pageWithoutText() throws Exception {
        Path scan = file(HostileFiles.pdfWithoutText());
        Refused refused = assertInstanceOf(Refused.class, extractor.extract(scan, "scan.pdf"));
        assertEquals(RefusalReason.NO_TEXT, refused.reason());
        assertTrue(refused.detail().contains("blank"), refused.detail());
    }

    @Test
    void password() throws Exception {
        assertRefused(RefusalReason.ENCRYPTED, "a.pdf", HostileFiles.pdfWithPassword());
    }

    @Test
    void halfOfADocument() throws Exception {
        byte[] docx = Files.readAllBytes(Path.of("samples/services-agreement.docx"));
        byte[] half = Arrays.copyOf(docx, docx.length / 2);
        assertRefused(RefusalReason.CORRUPT, "a.docx", half);
        byte[] broken = "%PDF-1.7\nnot a document".getBytes(StandardCharsets.US_ASCII);
        assertRefused(RefusalReason.CORRUPT, "a.pdf", broken);
    }

    @Test
    void unknownType() throws Exception {
        byte[] bytes = new byte[5000];
        new Random(20250314).nextBytes(bytes);
        assertRefused(RefusalReason.UNSUPPORTED_TYPE, "a.bin", bytes);
    }

    @Test
    void bombsAreRefusedAndNestedArchivesAreNotOpened() throws Exception {
        assertRefused(RefusalReason.EXPANSION, "bomb.zip", HostileFiles.zipBomb());
        Path deep = file(HostileFiles.zipsInZips(30));
        Extracted list = assertInstanceOf(Extracted.class, extractor.extract(deep, "deep.zip"));
        assertEquals("Files in this archive:\na.zip", list.text());
    }

    @Test
    void moreThanTheLimitsAllow() throws Exception {
        Path work = folder.resolve("sizes");
        ExtractorSettings small =
                ExtractorSettings.defaults(work).withSizes(4000, 100).withChildren(1);
        try (Extractor other = new Extractor(small)) {
            byte[] text = "five words make a line\n".repeat(20).getBytes(StandardCharsets.UTF_8);
            assertRefused(other, RefusalReason.TOO_LARGE, "text.txt", text);
            assertRefused(other, RefusalReason.TOO_LARGE, "file.txt", new byte[4001]);
            assertReads(other);
        }
    }

    @Test
    void parsingWithoutEnd() throws Exception {
        assertRefused(RefusalReason.TIMEOUT, "a.pdf", HostileFiles.endlessPdf());
    }

    @Test
    void moreMemoryThanTheChildHas() throws Exception {
        ExtractorSettings tight =
                ExtractorSettings.defaults(folder.resolve("tight"))
                        .withHeapBytes(48L * 1024 * 1024);
        try (Extractor other = new Extractor(tight)) {
            byte[] text = HostileFiles.longText(12_000_000);
            assertRefused(other, RefusalReason.OUT_OF_MEMORY, "a.txt", text);
            assertReads(other);
        }
    }
}
