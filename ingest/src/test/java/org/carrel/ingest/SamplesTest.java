package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.carrel.ingest.Extraction.Extracted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The sample documents, through a real child. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesTest {

    private static final Path SAMPLES = Path.of("samples");

    private final Extractor extractor;
    private final Path made;

    SamplesTest(@TempDir Path folder) throws Exception {
        extractor = new Extractor(ExtractorSettings.defaults(folder.resolve("work")));
        made = Files.createDirectory(folder.resolve("made"));
    }

    @BeforeAll
    void makeSamplesAgain() throws Exception {
        Files.copy(SAMPLES.resolve("discharge-note.txt"), made.resolve("discharge-note.txt"));
        SampleFiles.main(new String[] {made.toString()});
    }

    @AfterAll
    void stop() throws Exception {
        extractor.close();
    }

    private Extracted extract(String name) throws Exception {
        return assertInstanceOf(
                Extracted.class, extractor.extract(SAMPLES.resolve(name), name), name);
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String page(Extracted document, int number) {
        Page page = document.pages().get(number - 1);
        assertEquals(number, page.number());
        return flat(document.text().substring(page.start(), page.end()));
    }

    private static void assertAnchored(Extracted document) {
        for (Passage passage : document.passages()) {
            assertEquals(document.text().substring(passage.start(), passage.end()), passage.text());
            Page page = document.pages().get(passage.page() - 1);
            assertTrue(page.start() <= passage.start() && passage.end() <= page.end());
        }
    }

    @Test
    void agreementPdfHasItsClausesOnTheirPages() throws Exception {
        Extracted pdf = extract("services-agreement.pdf");
        assertEquals("application/pdf", pdf.mediaType());
        assertEquals(4, pdf.pages().size());
        assertTrue(page(pdf, 1).contains("made as of March 14, 2025 (the \"Effective Date\")"));
        assertTrue(page(pdf, 2).contains("within forty-five (45) days after receipt"));
        assertTrue(page(pdf, 2).contains("Monthly service fee $8,750 in advance"));
        assertTrue(page(pdf, 4).contains("governed by the laws of the State of New York"));
        assertFalse(page(pdf, 1).contains("State of New York, without regard"));
        assertAnchored(pdf);
    }

    @Test
    void agreementDocxIsOnePageWithItsTableAsRows() throws Exception {
        Extracted docx = extract("services-agreement.docx");
        assertEquals(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                docx.mediaType());
        assertEquals(List.of(new Page(1, 0, docx.text().length())), docx.pages());
        assertTrue(docx.text().startsWith("SERVICES AGREEMENT\n\nThis Services Agreement"));
        assertTrue(
                docx.text()
                        .contains(
                                "\nMonthly service fee | $8,750 | in advance, on the first business"
                                        + " day of each month\n"));
        assertTrue(docx.text().contains("limited to the fees paid or payable in the twelve (12)"));
        assertAnchored(docx);
    }

    @Test
    void pdfAndDocxOfOneTextHaveTheSameWords() throws Exception {
        String pdf = extract("services-agreement.pdf").text().replace("|", "");
        String docx = extract("services-agreement.docx").text().replace("|", "");
        assertEquals(flat(docx), flat(pdf));
    }

    @Test
    void dischargeNoteKeepsItsLines() throws Exception {
        Extracted note = extract("discharge-note.txt");
        assertEquals("text/plain", note.mediaType());
        assertTrue(note.text().contains("\nPenicillin: generalised rash (1994)\n"));
        List<String> sentences =
                Sentences.of(note.text(), 0, note.text().length()).stream()
                        .map(span -> flat(note.text().substring(span.start(), span.end())))
                        .toList();
        assertTrue(sentences.contains("Allergies: ") || sentences.contains("ALLERGIES"));
        assertTrue(
                sentences.contains("Lisinopril 20 mg by mouth once daily (increased from 10 mg)")
                        || sentences.contains(
                                "- Lisinopril 20 mg by mouth once daily (increased from 10 mg)"));
        assertTrue(
                sentences.contains(
                        "Chest radiograph showed consolidation of the right lower lobe."),
                sentences.toString());
        assertTrue(
                sentences.contains("Chronic kidney disease, stage 3a (eGFR 52 mL/min)")
                        || sentences.contains(
                                "4. Chronic kidney disease, stage 3a (eGFR 52 mL/min)"));
        assertAnchored(note);
    }

    @Test
    void dischargeNotePdfHasTheSameWordsAsTheText() throws Exception {
        assertEquals(
                flat(extract("discharge-note.txt").text()),
                flat(extract("discharge-note.pdf").text()));
    }

    @Test
    void mailBeginsWithItsHeadersAndEndsWithTheNamesOfItsAttachments() throws Exception {
        Extracted mail = extract("email-with-attachment.eml");
        assertEquals("message/rfc822", mail.mediaType());
        List<String> lines = mail.text().lines().toList();
        assertEquals("From: Odile Marchetti <odile.marchetti@hallowell.example>", lines.get(0));
        assertEquals("To: Aurelio Finch <aurelio.finch@larkmoor.example>", lines.get(1));
        assertEquals("Cc: Ottilie Brandt <ottilie.brandt@larkmoor.example>", lines.get(2));
        assertEquals("Date: 2025-04-29T20:05:00Z", lines.get(3));
        assertEquals("Subject: Order form for the Catskill site", lines.get(4));
        assertTrue(mail.text().contains("the migration covers 41,200 pages"));
        assertTrue(mail.text().endsWith("\n\nAttachment: order-form-2.pdf"));
        assertFalse(mail.text().contains("in total $4,944."), "a document of its own");
        assertEquals(1, mail.pages().size());
        assertAnchored(mail);
    }

    @Test
    void htmlHasListsAndRowsButNothingHidden() throws Exception {
        Extracted html = extract("notes.html");
        assertEquals("text/html", html.mediaType());
        assertTrue(html.text().contains("\n\u2022 Scans below 200 dpi are sent back"));
        assertTrue(html.text().contains("\n2. Is the Catskill archive part"));
        assertTrue(html.text().contains("\nNetwork access | O. Marchetti | March 28, 2025\n"));
        assertTrue(html.text().contains("led it; Dr. Renner joined by telephone."));
        assertFalse(html.text().contains("must not be read"));
        assertFalse(html.text().contains("display"));
        assertAnchored(html);
    }

    @Test
    void committedFilesAreMadeFromTheCommittedText() throws Exception {
        for (String name :
                List.of(
                        "services-agreement.pdf",
                        "services-agreement.docx",
                        "discharge-note.pdf",
                        "email-with-attachment.eml")) {
            Extraction again = extractor.extract(made.resolve(name), name);
            assertEquals(extract(name), again, name);
        }
    }
}
