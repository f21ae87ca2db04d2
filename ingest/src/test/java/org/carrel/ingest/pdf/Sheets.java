package org.carrel.ingest.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.util.Matrix;
import org.carrel.ingest.Page;
import org.carrel.ingest.Word;
import org.carrel.ingest.ocr.Pictures;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/** Makes PDF files on the spot and reads them. */
final class Sheets implements AutoCloseable {

    static final PDFont FONT = new PDType1Font(FontName.HELVETICA);
    static final float SIZE = 11;

    final PDDocument document = new PDDocument();

    /** What an operation of PDFBox may throw. */
    interface Drawing {
        void on(PDPageContentStream content) throws IOException;
    }

    PDPage page() {
        PDPage page = new PDPage(PDRectangle.LETTER);
        document.addPage(page);
        return page;
    }

    void draw(PDPage page, Drawing drawing) {
        try (PDPageContentStream content =
                new PDPageContentStream(document, page, AppendMode.APPEND, true)) {
            drawing.on(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void text(PDPage page, float x, float y, String... lines) {
        draw(
                page,
                content -> {
                    content.beginText();
                    content.setFont(FONT, SIZE);
                    content.setLeading(14);
                    content.newLineAtOffset(x, y);
                    for (String line : lines) {
                        content.showText(line);
                        content.newLine();
                    }
                    content.endText();
                });
    }

    void text(PDPage page, Matrix place, String line) {
        draw(
                page,
                content -> {
                    content.beginText();
                    content.setFont(FONT, SIZE);
                    content.setTextMatrix(place);
                    content.showText(line);
                    content.endText();
                });
    }

    /** Covers a page with a picture of lines of text. */
    void scan(PDPage page, int quarters, List<String> lines) throws IOException {
        var picture =
                LosslessFactory.createFromImage(
                        document, Pictures.turned(Pictures.letter(lines), quarters));
        draw(page, content -> content.drawImage(picture, 0, 0, 612, 792));
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    /** Reads without recognition. */
    Transcript read(Path folder) throws IOException {
        return read(bytes(), null, List.of(), folder, folder);
    }

    static Transcript read(
            byte[] pdf,
            @Nullable String password,
            List<String> languages,
            Path languageFolder,
            Path folder)
            throws IOException {
        Path file = Files.write(folder.resolve("a.pdf"), pdf);
        Transcript transcript =
                new Transcript(
                        folder,
                        new Transcript.Limits(1_000_000, 10, 1_000_000),
                        (stage, done, total) -> {});
        new PdfReader()
                .read(
                        new Source(
                                file,
                                "a.pdf",
                                "application/pdf",
                                password,
                                languages,
                                languageFolder),
                        transcript);
        return transcript;
    }

    static Word word(Transcript transcript, String text) {
        String all = transcript.text().text();
        return transcript.text().words().stream()
                .filter(word -> all.substring(word.start(), word.end()).equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not a word of: " + all));
    }

    static String text(Transcript transcript, Page page) {
        return transcript.text().text().substring(page.start(), page.end());
    }

    static List<String> furniture(Transcript transcript) {
        String all = transcript.text().text();
        return transcript.text().furniture().stream()
                .map(span -> all.substring(span.start(), span.end()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
