package org.carrel.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.carrel.ingest.Passage;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfficeFileTest {

    @TempDir Path folder;

    private Transcript read(String name, byte[] bytes) throws Exception {
        return new Reading(folder).of(name, bytes);
    }

    private static void assertSays(Transcript read, String... lines) {
        String text = Reading.text(read);
        int at = 0;
        for (String line : lines) {
            int found = text.indexOf(line, at);
            assertTrue(found >= 0, line + " after " + at + " in:\n" + text);
            at = found + line.length();
        }
    }

    @Test
    void docxHasHeadingsNumbersTablesNotesAndNoStruckText() throws Exception {
        Transcript docx = read("lease.docx", OfficeSamples.docx());
        assertSays(
                docx,
                "\n\nPremises\n\nThe Landlord lets",
                "\n\n(a) It is paid by transfer.\n\n(b) Late rent",
                "\n\nYear | Rent a month\n2025 | $4,200\n2026 | $4,350\n\n",
                "A deposit of two months is held.[1]",
                "Dogs are allowed.",
                "It is held in a separate account.");
        assertFalse(Reading.text(docx).contains("barred"), "struck while changes were tracked");
        assertEquals(List.of("Premises", "Rent", "Amount"), Reading.headings(docx));
        assertEquals(
                List.of("Hallowell County Clinics, confidential", "Form L-7"),
                Reading.furniture(docx));
        assertEquals("Lease of the Catskill archive", docx.properties().title());
        assertEquals("Ottilie Brandt", docx.properties().author());
    }

    @Test
    void docSaysTheSameAsDocx() throws Exception {
        Transcript doc = new Reading(folder).sample("formats/lease.doc");
        assertSays(
                doc,
                "Premises\n\nThe Landlord lets",
                "(a) It is paid by transfer.",
                "Year | Rent a month\n2025 | $4,200\n",
                "Dogs are allowed.",
                "\n\nIt is held in a separate account.");
        assertEquals(List.of("Premises", "Rent", "Amount"), Reading.headings(doc));
        assertEquals(
                List.of("Hallowell County Clinics, confidential", "Form L-7"),
                Reading.furniture(doc));
        assertFalse(Reading.text(doc).contains("barred"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"formats/lease.odt", "formats/lease.rtf"})
    void otherWriterFormatsHaveTheWords(String name) throws Exception {
        assertSays(
                new Reading(folder).sample(name),
                "Premises\n\nThe Landlord lets the archive at Catskill to the Tenant.",
                "It is paid by transfer.",
                "$4,350",
                "A deposit of two months is held.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls", "ods"})
    void spreadsheetsHaveRowsAndShownValues(String format) throws Exception {
        String name = "medication-list." + format;
        Transcript book =
                format.equals("xlsx")
                        ? read(name, OfficeSamples.xlsx())
                        : new Reading(folder).sample("formats/" + name);
        assertSays(
                book,
                "Drug | Dose | Route\nMetformin | 500 mg | oral\nInsulin glargine | 10 units",
                "Month | Amount | Paid on\nMarch | 120.5 | 2025-04-02\nSum | 120.5\n",
                "Approved by the clinic");
    }

    @Test
    void aRowKeepsTheNamesOfItsColumnsInItsPath() throws Exception {
        StringBuilder csv = new StringBuilder("Drug,Dose,Route\n");
        for (int i = 1; i <= 100; i++) {
            csv.append("Compound ").append(i).append(",").append(i).append(" mg,oral\n");
        }
        Transcript table = read("drugs.csv", csv.toString().getBytes());
        List<Passage> passages = Reading.passages(table);
        assertTrue(passages.size() > 2);
        assertEquals("", passages.getFirst().path());
        assertEquals("Drug | Dose | Route", passages.getLast().path());
        assertTrue(passages.getLast().text().endsWith("Compound 100 | 100 mg | oral"));
    }

    @Test
    void sheetAndColumnsAreThePathOfARow() throws Exception {
        Transcript book = read("medication-list.xlsx", OfficeSamples.xlsx());
        assertEquals(List.of("Medications", "Costs"), Reading.headings(book));
        assertEquals(
                List.of("Drug | Dose | Route", "", "Month | Amount | Paid on", ""),
                book.text().headings().stream()
                        .filter(heading -> heading.start() == heading.end())
                        .map(heading -> heading.label())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Name;Amount\nRent;4,20\nHeat;1,10\n", "Name\tAmount\nRent\t4,20\n"})
    void tablesInTextHaveTheirOwnDelimiter(String text) throws Exception {
        String name = text.contains("\t") ? "a.tsv" : "a.csv";
        assertSays(read(name, text.getBytes()), "Name | Amount\nRent | 4,20");
    }

    @Test
    void slidesArePagesUnderTheirTitleWithTheirNotes() throws Exception {
        Transcript show = read("handover.pptx", OfficeSamples.pptx());
        assertEquals(2, show.text().pages().size());
        assertEquals(List.of("Handover of the archive", "Open points"), Reading.headings(show));
        String first = Reading.text(show).substring(0, show.text().pages().getFirst().end());
        assertTrue(first.contains("Two rooms are empty."));
        assertTrue(first.contains("Ask about the keys."));
        assertSays(new Reading(folder).sample("formats/handover.odp"), "Two rooms", "Open points");
    }

    @Test
    void slidesOfTheOldFormat() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HSLFSlideShow show = new HSLFSlideShow()) {
            for (String title : List.of("Handover of the archive", "Open points")) {
                HSLFSlide slide = show.createSlide();
                slide.addTitle().setText(title);
            }
            show.write(bytes);
        }
        Transcript show = read("handover.ppt", bytes.toByteArray());
        assertEquals(2, show.text().pages().size());
        assertEquals(List.of("Handover of the archive", "Open points"), Reading.headings(show));
    }

    @Test
    void aPasswordOpensWhatIsLocked() throws Exception {
        byte[] locked = OfficeSamples.encrypted(OfficeSamples.docx());
        assertRefused(RefusalReason.ENCRYPTED, new Reading(folder), "lease.docx", locked);
        assertRefused(
                RefusalReason.ENCRYPTED,
                new Reading(folder).withPassword("a wrong one"),
                "lease.docx",
                locked);
        Reading reading = new Reading(folder).withPassword(OfficeSamples.PASSWORD);
        Transcript opened = reading.of("lease.docx", locked);
        assertSays(opened, "The rent is $4,200 a month");
        assertEquals(2, opened.text().furniture().size());
    }

    private static void assertRefused(
            RefusalReason reason, Reading reading, String name, byte[] bytes) {
        RefusedException refused =
                assertThrows(RefusedException.class, () -> reading.of(name, bytes));
        assertEquals(reason, refused.reason());
    }

    @Test
    void aFileInAFileIsAttachedAndNotRead() throws Exception {
        byte[] sheet = OfficeSamples.xlsx();
        Transcript docx = read("report.docx", OfficeSamples.docxWithParts(sheet));
        assertSays(docx, "The figures are in the attached sheet.", "\n\nAttachment: figures.xlsx");
        assertFalse(Reading.text(docx).contains("Metformin"));
        assertTrue(Arrays.equals(sheet, Reading.attached(docx, 0)));
    }

    @Test
    void aPastedScanBecomesADocumentButALogoDoesNot() throws Exception {
        Reading reading = new Reading(folder).withRecognition();
        byte[] scan = OfficeSamples.docxWithPicture(png(600, 800), 0);
        assertEquals(1, reading.of("scan.docx", scan).attachments().size());
        byte[] small = OfficeSamples.docxWithPicture(png(600, 99), 0);
        assertEquals(0, reading.of("logo.docx", small).attachments().size());
        byte[] letter = OfficeSamples.docxWithPicture(png(600, 800), 2_000);
        assertEquals(0, reading.of("letter.docx", letter).attachments().size());
        assertEquals(0, new Reading(folder).of("scan.docx", scan).attachments().size());
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void anOfficeBombIsNotUnpacked() throws Exception {
        byte[] bomb =
                Zips.of(
                        "[Content_Types].xml",
                        "<Types/>",
                        "word/document.xml",
                        "a".repeat(64 << 20));
        assertRefused(RefusalReason.EXPANSION, new Reading(folder), "bomb.docx", bomb);
    }

    @Test
    void halfAFileIsNotHalfRead() throws Exception {
        byte[] docx = OfficeSamples.docx();
        byte[] half = Arrays.copyOf(docx, docx.length / 2);
        assertThrows(Exception.class, () -> read("lease.docx", half));
    }

    @Test
    void moreTextThanTheLimitIsRefused() throws Exception {
        Reading small = new Reading(folder).withLimits(new Transcript.Limits(100, 10, 1_000_000));
        assertRefused(RefusalReason.TOO_LARGE, small, "lease.docx", OfficeSamples.docx());
    }
}
