package org.carrel.ingest.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFreeText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDComboBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDTerminalField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.carrel.ingest.Word;
import org.carrel.ingest.transcript.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormsAndNotesTest {

    @TempDir Path folder;

    @Test
    void aFieldsValueStandsAtItsWidget() throws IOException {
        try (Sheets pdf = new Sheets()) {
            pdf.text(pdf.page(), 72, 700, "Application");
            PDPage second = pdf.page();
            PDTextField name = new PDTextField(form(pdf));
            name.setPartialName("applicant");
            name.setAlternateFieldName("Name of applicant");
            place(name, second, new PDRectangle(100, 600, 200, 20));
            value(name, "Jane Example");
            Transcript read = pdf.read(folder);
            assertEquals("Application\n\nName of applicant: Jane Example", read.text().text());
            Word word = Sheets.word(read, "Jane");
            assertEquals(100, word.x());
            assertEquals(792 - 620, word.y());
            assertEquals(200, word.width());
            assertEquals(20, word.height());
            assertTrue(word.start() >= read.text().pages().get(1).start());
        }
    }

    @Test
    void aChoiceIsReadAsItIsShown() throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            PDComboBox state = new PDComboBox(form(pdf));
            state.setPartialName("state");
            state.setOptions(List.of("DE", "NY"), List.of("Delaware", "New York"));
            place(state, page, new PDRectangle(100, 600, 200, 20));
            value(state, "NY");
            assertEquals("state: New York", pdf.read(folder).text().text());
        }
    }

    @Test
    void aPasswordAndAHiddenFieldAreNotRead() throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            pdf.text(page, 72, 700, "Login");
            PDAcroForm form = form(pdf);
            PDTextField password = new PDTextField(form);
            password.setPartialName("password");
            password.setPassword(true);
            place(password, page, new PDRectangle(100, 600, 200, 20));
            value(password, "hunter2");
            PDTextField hidden = new PDTextField(form);
            hidden.setPartialName("internal");
            place(hidden, page, new PDRectangle(100, 500, 200, 20));
            value(hidden, "state=7");
            hidden.getWidgets().getFirst().setHidden(true);
            assertEquals("Login", pdf.read(folder).text().text());
        }
    }

    @Test
    void notesAreReadOnTheirPage() throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            pdf.text(page, 72, 700, "Draft");
            PDAnnotationFreeText typed = new PDAnnotationFreeText();
            typed.setContents("typed on the page");
            add(page, typed, new PDRectangle(200, 300, 100, 50));
            PDAnnotationText note = new PDAnnotationText();
            note.setTitlePopup("A. Reviewer");
            note.setContents("please check");
            add(page, note, new PDRectangle(20, 20, 20, 20));
            Transcript read = pdf.read(folder);
            assertEquals(
                    "Draft\n\ntyped on the page\n\nA. Reviewer: please check", read.text().text());
            assertEquals(200, Sheets.word(read, "typed").x());
            assertEquals(792 - 350, Sheets.word(read, "typed").y());
        }
    }

    @Test
    void aFileAttachedToAPlaceIsAnAttachment() throws IOException {
        try (Sheets pdf = new Sheets()) {
            PDPage page = pdf.page();
            PDComplexFileSpecification file = new PDComplexFileSpecification();
            file.setFileUnicode("annex.txt");
            file.setEmbeddedFileUnicode(
                    new PDEmbeddedFile(
                            pdf.document,
                            new ByteArrayInputStream("annex".getBytes(StandardCharsets.UTF_8))));
            PDAnnotationFileAttachment attached = new PDAnnotationFileAttachment();
            attached.setFile(file);
            add(page, attached, new PDRectangle(20, 20, 20, 20));
            Transcript read = pdf.read(folder);
            assertEquals("annex.txt", read.attachments().getFirst().name());
            assertEquals("annex", Files.readString(read.attachments().getFirst().bytes()));
        }
    }

    @Test
    void aFormInXmlIsReadWhenItsPagesSayNothing() throws IOException {
        String xml =
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><xdp xmlns=\"x\">"
                        + "<template><subform><draw><value><text>Date of loss</text></value></draw>"
                        + "<script>nothing to read</script></subform></template>"
                        + "<datasets><data><form><lossDate>2024-05-01</lossDate></form></data>"
                        + "</datasets></xdp>";
        try (Sheets pdf = new Sheets()) {
            pdf.text(pdf.page(), 72, 700, "Please wait...");
            PDStream xfa =
                    new PDStream(
                            pdf.document,
                            new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            form(pdf).getCOSObject().setItem(COSName.XFA, xfa);
            String text = pdf.read(folder).text().text();
            assertTrue(text.contains("Date of loss\n\nlossDate: 2024-05-01"), text);
            assertFalse(text.contains("nothing to read"), text);
        }
    }

    private static PDAcroForm form(Sheets pdf) {
        PDAcroForm form = new PDAcroForm(pdf.document);
        PDResources resources = new PDResources();
        resources.put(COSName.getPDFName("Helv"), Sheets.FONT);
        form.setDefaultResources(resources);
        form.setDefaultAppearance("/Helv 11 Tf 0 g");
        pdf.document.getDocumentCatalog().setAcroForm(form);
        return form;
    }

    private static void place(PDTerminalField field, PDPage page, PDRectangle rectangle)
            throws IOException {
        field.getAcroForm().getFields().add(field);
        PDAnnotationWidget widget = field.getWidgets().getFirst();
        widget.setRectangle(rectangle);
        widget.setPage(page);
        page.getAnnotations().add(widget);
    }

    /** Set without drawing an appearance. */
    private static void value(PDTerminalField field, String value) {
        field.getCOSObject().setItem(COSName.V, new COSString(value));
    }

    private static void add(PDPage page, PDAnnotation annotation, PDRectangle rectangle)
            throws IOException {
        annotation.setRectangle(rectangle);
        page.getAnnotations().add(annotation);
    }
}
