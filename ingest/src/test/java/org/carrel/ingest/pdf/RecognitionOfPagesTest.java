package org.carrel.ingest.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.carrel.ingest.LanguagePacks;
import org.carrel.ingest.Page;
import org.carrel.ingest.Word;
import org.carrel.ingest.ocr.Pictures;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecognitionOfPagesTest {

    private static final List<String> LETTER =
            List.of(
                    "The borrower shall repay the loan in twelve equal parts.",
                    "Interest is due on the first business day of each month.",
                    "Notices are sent to the address that is stated above.",
                    "This agreement is governed by the law of Delaware.");

    @TempDir static Path languages;
    @TempDir Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        new LanguagePacks(languages).prepare();
    }

    @Test
    void aScanIsReadWithBoxesAndConfidence() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.scan(pdf.page(), 0, LETTER);
            Transcript read = read(pdf);
            assertEquals(String.join("\n", LETTER), Pictures.lines(read.text().text()));
            Page page = read.text().pages().getFirst();
            assertTrue(page.recognised());
            assertEquals(612, page.width());
            Word word = Sheets.word(read, "Interest");
            assertEquals(Pictures.LEFT, word.x(), 2);
            float baseline = Pictures.FIRST_BASELINE + Pictures.LEADING;
            assertEquals(baseline, word.y() + word.height(), 2);
            assertTrue(word.confidence() > 80 && word.confidence() <= 100, word.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aTurnedScanIsReadInItsPlace(int quarters) throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            pdf.scan(page, quarters, LETTER);
            Transcript read = read(pdf);
            String text = read.text().text();
            assertTrue(text.contains("The borrower shall repay the loan"), text);
            Word word = Sheets.word(read, "borrower");
            // The sheet is stretched over the page when it lies on its side.
            switch (quarters) {
                case 1 -> assertTrue(word.x() > 450 && word.height() > word.width());
                case 2 -> assertTrue(word.y() > 650 && word.width() > word.height());
                default -> assertTrue(word.x() < 150 && word.height() > word.width());
            }
        }
    }

    @Test
    void onlyThePageThatIsAScanIsRecognised() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.text(pdf.page(), 72, 700, "The first page is text.");
            pdf.scan(pdf.page(), 0, LETTER);
            pdf.text(pdf.page(), 72, 700, "The third page is text.");
            List<String> stages = new ArrayList<>();
            Transcript read = read(pdf, stages);
            assertEquals(
                    List.of(false, true, false),
                    read.text().pages().stream().map(Page::recognised).toList());
            assertEquals(List.of("ocr 1/1"), stages);
            assertEquals(Word.CERTAIN, Sheets.word(read, "third").confidence());
            assertEquals(
                    String.join("\n", LETTER),
                    Pictures.lines(Sheets.text(read, read.text().pages().get(1))));
        }
    }

    @Test
    void aStampOverAScanIsKeptBesideWhatIsRecognised() throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            pdf.scan(page, 0, LETTER);
            pdf.text(page, 72, 20, "CONFIDENTIAL");
            String text = read(pdf).text().text();
            assertTrue(text.contains("governed by the law of Delaware"), text);
            assertEquals(text.indexOf("CONFIDENTIAL"), text.lastIndexOf("CONFIDENTIAL"), text);
            assertTrue(text.contains("CONFIDENTIAL"), text);
        }
    }

    @Test
    void runningHeadsOfScansAreFurniture() throws IOException {
        try (Sheets pdf = new Sheets()) {
            for (int i = 1; i <= 3; i++) {
                List<String> lines = new ArrayList<>(List.of("Northwind Lease Agreement"));
                lines.addAll(LETTER.subList(i, i + 1));
                PDPage page = pdf.page();
                pdf.scan(page, 0, lines);
            }
            Transcript read = read(pdf);
            assertEquals(3, Sheets.furniture(read).size(), read.text().text());
            assertFalse(Sheets.furniture(read).contains(LETTER.get(1)));
        }
    }

    private Transcript read(Sheets pdf) throws IOException {
        return read(pdf, new ArrayList<>());
    }

    private Transcript read(Sheets pdf, List<String> stages) throws IOException {
        Path file = Files.write(folder.resolve("a.pdf"), pdf.bytes());
        Transcript transcript =
                new Transcript(
                        folder,
                        new Transcript.Limits(1_000_000, 10, 1_000_000),
                        (stage, done, total) -> stages.add(stage + " " + done + "/" + total));
        new PdfReader()
                .read(
                        new Source(
                                file, "a.pdf", "application/pdf", null, List.of("eng"), languages),
                        transcript);
        return transcript;
    }
}
