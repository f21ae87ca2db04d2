package org.carrel.ingest.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.util.Matrix;
import org.carrel.ingest.Attachment;
import org.carrel.ingest.Heading;
import org.carrel.ingest.Page;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.Word;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdfReaderTest {

    @TempDir Path folder;

    @Test
    void aWordStandsWhereItIsDrawn() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.text(pdf.page(), 72, 700, "The lessee pays monthly.", "Second line");
            Transcript read = pdf.read(folder);
            assertEquals("The lessee pays monthly.\nSecond line", read.text().text());
            float left = 72 + width("The ");
            Word word = Sheets.word(read, "lessee");
            assertEquals(left, word.x(), 0.5f);
            assertEquals(width("lessee"), word.width(), 0.5f);
            float baseline = 792 - 700;
            assertTrue(word.y() < baseline - 7 && word.y() > baseline - 11, word.toString());
            float bottom = word.y() + word.height();
            assertTrue(bottom > baseline && bottom < baseline + 5, word.toString());
            assertEquals(Word.CERTAIN, word.confidence());
            assertEquals(new Page(1, 0, 36, 612, 792, false), read.text().pages().getFirst());
        }
    }

    @Test
    void wordsAreInOrderAndDoNotOverlap() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.text(pdf.page(), 72, 700, "one two agree-", "ment three", "four");
            int end = 0;
            Transcript read = pdf.read(folder);
            for (Word word : read.text().words()) {
                assertTrue(word.start() >= end && word.end() > word.start(), word.toString());
                end = word.end();
            }
            assertEquals(read.text().text().length(), end);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void boxesAreOnThePageAsShown(int rotation) throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            page.setRotation(rotation);
            page.setCropBox(new PDRectangle(50, 40, 500, 700));
            // Upright as shown, its baseline starting 100 points right and 200 down.
            Matrix place =
                    switch (rotation) {
                        case 90 -> new Matrix(0, 1, -1, 0, 50 + 200, 40 + 100);
                        case 180 -> new Matrix(-1, 0, 0, -1, 550 - 100, 40 + 200);
                        case 270 -> new Matrix(0, -1, 1, 0, 550 - 200, 740 - 100);
                        default -> new Matrix(1, 0, 0, 1, 50 + 100, 740 - 200);
                    };
            pdf.text(page, place, "Upright words here");
            Transcript read = pdf.read(folder);
            assertEquals("Upright words here", read.text().text());
            Word word = Sheets.word(read, "Upright");
            assertEquals(100, word.x(), 0.5f);
            assertEquals(width("Upright"), word.width(), 0.5f);
            assertTrue(word.y() > 188 && word.y() < 194, word.toString());
            Page shown = read.text().pages().getFirst();
            assertEquals(rotation % 180 == 0 ? 500 : 700, shown.width());
            assertEquals(rotation % 180 == 0 ? 700 : 500, shown.height());
        }
    }

    @Test
    void aUserUnitScalesThePage() throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            page.setUserUnit(2);
            pdf.text(page, 72, 700, "Large");
            Transcript read = pdf.read(folder);
            assertEquals(144, Sheets.word(read, "Large").x(), 0.5f);
            assertEquals(1224, read.text().pages().getFirst().width());
        }
    }

    @Test
    void textSetSidewaysIsReadInLines() throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            pdf.text(page, 72, 700, "Upright line");
            pdf.text(page, new Matrix(0, 1, -1, 0, 300, 200), "Sideways table row");
            pdf.text(page, Matrix.getRotateInstance(Math.toRadians(45), 100, 300), "COPY ONLY");
            Transcript read = pdf.read(folder);
            assertEquals("Upright line\n\nSideways table row\n\nCOPY ONLY", read.text().text());
            Word word = Sheets.word(read, "Sideways");
            assertEquals(792 - 200 - width("Sideways"), word.y(), 0.5f);
            assertEquals(width("Sideways"), word.height(), 0.5f);
            assertTrue(word.x() < 300 && word.x() + word.width() > 300, word.toString());
        }
    }

    @Test
    void runningHeadsAreFurniture() throws IOException {
        try (Sheets pdf = new Sheets()) {
            for (int i = 1; i <= 6; i++) {
                PDPage page = pdf.page();
                pdf.text(page, 72, 760, "Northwind Lease Agreement");
                pdf.text(page, 72, 740, "Article " + (i * i));
                pdf.text(
                        page,
                        72,
                        700,
                        "Clause " + i + " is about matter " + "abcdef".charAt(i - 1));
                pdf.text(page, 72, 50, "Page " + i + " of 6 - Confidential");
                pdf.text(page, 300, 30, Integer.toString(i + 4));
            }
            Transcript read = pdf.read(folder);
            List<String> furniture = Sheets.furniture(read);
            assertEquals(18, furniture.size(), furniture.toString());
            assertTrue(furniture.contains("Page 3 of 6 - Confidential"));
            assertTrue(furniture.contains("7"));
            assertEquals(
                    "Northwind Lease Agreement\n\nArticle 9\n\nClause 3 is about matter c\n\n"
                            + "Page 3 of 6 - Confidential\n\n7",
                    Sheets.text(read, read.text().pages().get(2)));
        }
    }

    @Test
    void aShortFileHasNoFurnitureButItsPageNumbers() throws IOException {
        try (Sheets pdf = new Sheets()) {
            for (int i = 1; i <= 2; i++) {
                PDPage page = pdf.page();
                pdf.text(page, 72, 760, "Northwind Lease Agreement");
                pdf.text(page, 72, 700, "Clause " + i);
                pdf.text(page, 300, 30, "- " + i + " -");
            }
            assertEquals(List.of("- 1 -", "- 2 -"), Sheets.furniture(pdf.read(folder)));
        }
    }

    @Test
    void aWordCutAtALinesEndIsWhole() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.text(
                    pdf.page(),
                    72,
                    700,
                    "The agree-",
                    "ment has a non-compete clause, and this non-",
                    "compete clause is Anglo-",
                    "American. See 10-",
                    "20 there.");
            Transcript read = pdf.read(folder);
            assertEquals(
                    "The agreement has a non-compete clause, and this non-compete clause is"
                            + " Anglo-American. See 10-\n20 there.",
                    read.text().text());
            Word first = Sheets.word(read, "agree");
            Word second = Sheets.word(read, "ment");
            assertEquals(first.end(), second.start());
            assertTrue(second.y() > first.y() + 10);
            assertEquals(72, second.x(), 0.5f);
        }
    }

    @Test
    void onlyWhatCanBeSeenIsRead() throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            pdf.text(page, 72, 700, "Seen");
            pdf.text(page, 72, 900, "Above the page");
            pdf.text(page, new Matrix(0.05f, 0, 0, 0.05f, 72, 600), "Too small");
            pdf.draw(
                    page,
                    content -> {
                        content.beginText();
                        content.setFont(Sheets.FONT, 11);
                        content.setRenderingMode(RenderingMode.NEITHER);
                        content.newLineAtOffset(72, 500);
                        content.showText("Invisible");
                        content.endText();
                    });
            assertEquals("Seen", pdf.read(folder).text().text());
        }
    }

    @Test
    void theInvisibleTextOverAScanIsItsText() throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            pdf.scan(page, 0, List.of("Deed"));
            pdf.draw(
                    page,
                    content -> {
                        content.beginText();
                        content.setFont(Sheets.FONT, 11);
                        content.setRenderingMode(RenderingMode.NEITHER);
                        content.newLineAtOffset(72, 500);
                        content.showText("Deed");
                        content.endText();
                    });
            assertEquals("Deed", pdf.read(folder).text().text());
        }
    }

    @Test
    void aPageWithoutContentIsStillAPage() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.page();
            pdf.text(pdf.page(), 72, 700, "On the second page");
            Transcript read = pdf.read(folder);
            assertEquals(2, read.text().pages().size());
            assertEquals("On the second page", Sheets.text(read, read.text().pages().get(1)));
        }
    }

    @Test
    void bookmarksNameHeadings() throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            pdf.text(page, 72, 700, "2. Term and Termination", "This Agreement ends in May.");
            PDDocumentOutline outline = new PDDocumentOutline();
            PDOutlineItem item = new PDOutlineItem();
            item.setTitle("Term and Termination");
            PDPageFitDestination destination = new PDPageFitDestination();
            destination.setPage(page);
            item.setDestination(destination);
            outline.addLast(item);
            pdf.document.getDocumentCatalog().setDocumentOutline(outline);
            assertEquals(
                    List.of(new Heading(0, 23, 1, "2. Term and Termination")),
                    pdf.read(folder).text().headings());
        }
    }

    @Test
    void propertiesAreThoseOfTheFile() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.text(pdf.page(), 72, 700, "Text");
            PDDocumentInformation information = pdf.document.getDocumentInformation();
            information.setTitle("Lease\nof 2024");
            information.setAuthor("A. Writer");
            Calendar created = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
            created.setTimeInMillis(1_700_000_000_000L);
            information.setCreationDate(created);
            pdf.document.getDocumentCatalog().setLanguage("en-US");
            var properties = pdf.read(folder).properties();
            assertEquals("Lease of 2024", properties.title());
            assertEquals("A. Writer", properties.author());
            assertEquals(Instant.ofEpochSecond(1_700_000_000), properties.created());
            assertEquals("en-US", properties.language());
        }
    }

    @Test
    void filesWithinTheFileAreAttachments() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.text(pdf.page(), 72, 700, "Cover");
            PDComplexFileSpecification file = new PDComplexFileSpecification();
            file.setFile("notes.txt");
            file.setEmbeddedFile(
                    new PDEmbeddedFile(
                            pdf.document, new ByteArrayInputStream("the notes".getBytes("UTF-8"))));
            PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("notes", file));
            PDDocumentNameDictionary names =
                    new PDDocumentNameDictionary(pdf.document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            pdf.document.getDocumentCatalog().setNames(names);
            List<Attachment> attachments = pdf.read(folder).attachments();
            assertEquals(1, attachments.size());
            assertEquals("notes.txt", attachments.getFirst().name());
            assertEquals("the notes", Files.readString(attachments.getFirst().bytes()));
        }
    }

    @Test
    void aPasswordOpensAFile() throws IOException {
        byte[] locked = locked("user");
        assertEquals("Secret terms", read(locked, "user").text().text());
        assertEquals("Secret terms", read(locked, "owner").text().text());
        assertEquals(RefusalReason.ENCRYPTED, refusal(locked, null));
        assertEquals(RefusalReason.ENCRYPTED, refusal(locked, "wrong"));
    }

    @Test
    void whatTheAuthorForbidsIsNotEnforced() throws IOException {
        assertEquals("Secret terms", read(locked(""), null).text().text());
        assertEquals("Secret terms", read(locked(""), "needless").text().text());
    }

    @Test
    void aFileWithoutTextIsRefused() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.page();
            byte[] bytes = pdf.bytes();
            assertEquals(RefusalReason.NO_TEXT, refusal(bytes, null));
        }
    }

    @Test
    void aScanIsRefusedWhenRecognitionIsOff() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.scan(pdf.page(), 0, List.of("A line that only a picture shows"));
            assertEquals(RefusalReason.NO_TEXT, refusal(pdf.bytes(), null));
        }
    }

    @Test
    void aScanIsRefusedWhenItsLanguageIsMissing() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.scan(pdf.page(), 0, List.of("A line that only a picture shows"));
            byte[] bytes = pdf.bytes();
            RefusedException refused =
                    assertThrows(
                            RefusedException.class,
                            () -> Sheets.read(bytes, null, List.of("deu"), folder, folder));
            assertEquals(RefusalReason.LANGUAGE_PACK_MISSING, refused.reason());
        }
    }

    @Test
    void aBlankPageNeedsNoLanguage() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.scan(pdf.page(), 0, List.of());
            pdf.text(pdf.page(), 72, 700, "Text of the second page");
            Transcript read = Sheets.read(pdf.bytes(), null, List.of("deu"), folder, folder);
            assertFalse(read.text().pages().getFirst().recognised());
            assertEquals("Text of the second page", read.text().text().strip());
        }
    }

    private static float width(String text) throws IOException {
        return Sheets.FONT.getStringWidth(text) / 1000 * Sheets.SIZE;
    }

    private static byte[] locked(String user) throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.text(pdf.page(), 72, 700, "Secret terms");
            AccessPermission nothing = new AccessPermission();
            nothing.setCanExtractContent(false);
            pdf.document.protect(new StandardProtectionPolicy("owner", user, nothing));
            return pdf.bytes();
        }
    }

    private Transcript read(byte[] pdf, @Nullable String password) throws IOException {
        return Sheets.read(pdf, password, List.of(), folder, folder);
    }

    private RefusalReason refusal(byte[] pdf, @Nullable String password) {
        return assertThrows(RefusedException.class, () -> read(pdf, password)).reason();
    }
}
