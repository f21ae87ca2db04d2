package org.carrel.ingest.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.carrel.ingest.Attachment;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.Word;
import org.carrel.ingest.transcript.Transcript.Limits;
import org.carrel.ingest.wire.WireEvent.Answered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a child says arrives as it was said; what it must not say does not arrive. */
class WireEventTest {

    private static final Path FOLDER = Path.of("attachments");
    private static final String TEXT = "First page \uD83D\uDE00.\n\nSecond page.";
    private static final int SECOND = TEXT.indexOf("Second");

    private static final WireRequest REQUEST =
            new WireRequest(
                    7,
                    Path.of("in", "file"),
                    "a.pdf",
                    "s\u00E9same",
                    FOLDER,
                    new Limits(1_000, 2, 100),
                    List.of("eng", "deu"),
                    Path.of("languages"));

    private static Extracted sample() {
        return extracted(
                TEXT,
                List.of(
                        new Page(1, 0, SECOND - 2, 612, 792, false),
                        new Page(2, SECOND, TEXT.length(), 612, 792, true)),
                List.of(
                        passage(0, 1, 0, SECOND - 2, "1 Term"),
                        passage(1, 2, SECOND, TEXT.length(), "1 Term")),
                List.of(
                        new Word(0, 5, 72, 700, 30, 12, Word.CERTAIN),
                        new Word(SECOND, SECOND + 6, 72, 700, 30, 12, 95)));
    }

    private static Passage passage(int ordinal, int page, int start, int end, String path) {
        return new Passage(ordinal, page, start, end, TEXT.substring(start, end), path);
    }

    private static Extracted extracted(
            String text, List<Page> pages, List<Passage> passages, List<Word> words) {
        return new Extracted(
                "application/pdf",
                text,
                pages,
                passages,
                words,
                new FileProperties("Title", null, Instant.parse("2025-03-14T09:00:00Z"), "en"),
                new ClinicalRecord(
                        new ClinicalRecord.Patient("Ada Example", List.of("MRN 1"), "1950", null),
                        List.of(
                                new ClinicalRecord.Item(
                                        ClinicalRecord.Kind.ALLERGY,
                                        "Penicillin",
                                        null,
                                        null,
                                        "hives",
                                        "active",
                                        null,
                                        null,
                                        0,
                                        5))),
                List.of(new Attachment("a.txt", FOLDER.resolve("0"))));
    }

    private static byte[] bytes(WireEvent event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WireEvent.write(event, new WireOutput(bytes));
        return bytes.toByteArray();
    }

    private static WireEvent read(byte[] bytes, @Nullable WireRequest request) throws IOException {
        return WireEvent.read(new WireInput(new ByteArrayInputStream(bytes)), () -> request);
    }

    private static WireEvent read(byte[] bytes) throws IOException {
        return read(bytes, REQUEST);
    }

    @Test
    void everyEventArrives() throws Exception {
        for (WireEvent event :
                List.of(
                        new WireEvent.Ready(),
                        new WireEvent.Taken(-5),
                        new WireEvent.Stage("ocr", 3, 12),
                        new WireEvent.Declined(RefusalReason.LANGUAGE_PACK_MISSING),
                        new Answered(sample()))) {
            assertEquals(event, read(bytes(event)));
        }
    }

    @Test
    void requestsArrive() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        REQUEST.write(new WireOutput(bytes));
        WireInput in = new WireInput(new ByteArrayInputStream(bytes.toByteArray()));
        assertEquals(REQUEST, WireRequest.read(in));
        assertThrows(EOFException.class, () -> WireRequest.read(in));
        assertTrue(!REQUEST.toString().contains("same"), "the password is not printed");
    }

    @Test
    void labelsLoseControlCharactersAndLength() throws Exception {
        Extracted odd =
                new Extracted(
                        "text/plain",
                        "",
                        List.of(new Page(1, 0, 0)),
                        List.of(),
                        List.of(),
                        new FileProperties(
                                "a\nb\u0000\uD83D", "\uD83D\uDE00".repeat(400), null, null),
                        null,
                        List.of());
        Answered read = (Answered) read(bytes(new Answered(odd)));
        FileProperties properties = read.extracted().properties();
        assertEquals("a b \uFFFD", properties.title());
        assertEquals("\uD83D\uDE00".repeat(250), properties.author());
    }

    @Test
    void whatBreaksItsContractIsRefused() throws Exception {
        Page whole = new Page(1, 0, TEXT.length());
        Passage outside = new Passage(0, 1, 0, TEXT.length() + 1, "", "");
        Passage empty = new Passage(0, 1, 3, 3, "", "");
        Passage onNoPage = new Passage(0, 2, 0, 3, "", "");
        Passage later = new Passage(0, 1, 5, 9, "", "");
        Passage earlier = new Passage(1, 1, 2, 9, "", "");
        Word behind = new Word(TEXT.length(), TEXT.length() + 1, 0, 0, 0, 0, 0);
        for (Extracted wrong :
                List.of(
                        extracted(TEXT, List.of(), List.of(), List.of()),
                        extracted(TEXT, List.of(new Page(1, 5, 3)), List.of(), List.of()),
                        extracted(TEXT, List.of(whole, whole), List.of(), List.of()),
                        extracted(TEXT, List.of(new Page(1, 0, 999)), List.of(), List.of()),
                        extracted(TEXT, List.of(whole), List.of(outside), List.of()),
                        extracted(TEXT, List.of(whole), List.of(empty), List.of()),
                        extracted(TEXT, List.of(whole), List.of(onNoPage), List.of()),
                        extracted(TEXT, List.of(whole), List.of(later, earlier), List.of()),
                        extracted(TEXT, List.of(whole), List.of(), List.of(behind)),
                        extracted(TEXT + "\u0000", List.of(whole), List.of(), List.of()),
                        extracted("long ".repeat(201), List.of(whole), List.of(), List.of()))) {
            byte[] bytes = bytes(new Answered(wrong));
            assertThrows(MalformedWireException.class, () -> read(bytes), wrong.toString());
        }
    }

    @Test
    void anOutcomeOfNothingIsRefused() throws Exception {
        byte[] bytes = bytes(new Answered(sample()));
        assertThrows(MalformedWireException.class, () -> read(bytes, null));
    }

    @Test
    void aLengthWithoutBytesAllocatesNothing() {
        byte[] claim = new byte[400];
        claim[0] = 'S';
        Arrays.fill(claim, 1, 5, (byte) 0x7F);
        assertThrows(MalformedWireException.class, () -> read(claim));
    }

    /** Bytes changed at random end in an outcome that keeps its contract, or in an exception. */
    @ParameterizedTest
    @ValueSource(longs = {20260314, 1, 2, 3})
    void changedBytesNeverGiveABrokenOutcome(long seed) throws Exception {
        byte[] honest = bytes(new Answered(sample()));
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = honest.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(changed.length) : changed.length;
            try {
                if (read(Arrays.copyOf(changed, length)) instanceof Answered answer) {
                    assertSound(answer.extracted());
                }
            } catch (IOException e) {
                // What a child that was taken over deserves.
            }
        }
    }

    private static void assertSound(Extracted extracted) {
        int length = extracted.text().length();
        int from = 0;
        for (Page page : extracted.pages()) {
            assertTrue(from <= page.start() && page.start() <= page.end() && page.end() <= length);
            from = page.end();
        }
        for (Passage passage : extracted.passages()) {
            assertEquals(
                    extracted.text().substring(passage.start(), passage.end()), passage.text());
            Page page = extracted.pages().get(passage.page() - 1);
            assertTrue(page.start() <= passage.start() && passage.end() <= page.end());
        }
        for (Word word : extracted.words()) {
            assertTrue(0 <= word.start() && word.start() <= word.end() && word.end() <= length);
        }
        for (Attachment attachment : extracted.attachments()) {
            assertEquals(FOLDER, attachment.bytes().getParent());
        }
    }
}
