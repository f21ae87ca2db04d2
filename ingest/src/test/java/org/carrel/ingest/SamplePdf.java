package org.carrel.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Sets lines of text on letter pages. */
final class SamplePdf implements AutoCloseable {

    private static final float MARGIN = 72;
    private static final float WIDTH = PDRectangle.LETTER.getWidth() - 2 * MARGIN;

    private final PDDocument document = new PDDocument();
    private PDPageContentStream content;
    private float y;

    private SamplePdf() throws IOException {
        content = newPage();
    }

    /** Headings by {@code #}, rows by {@code |}, other lines are paragraphs, wrapped. */
    static byte[] flowing(List<String> lines) throws IOException {
        PDFont roman = new PDType1Font(FontName.TIMES_ROMAN);
        PDFont bold = new PDType1Font(FontName.TIMES_BOLD);
        try (SamplePdf pdf = new SamplePdf()) {
            for (String line : lines) {
                if (line.startsWith("|")) {
                    pdf.row(SampleFiles.cells(line), roman);
                } else {
                    boolean heading = line.startsWith("#");
                    pdf.paragraph(line.replaceFirst("^#+ ", ""), heading ? bold : roman);
                }
            }
            return pdf.bytes();
        }
    }

    /** Line by line, in a fixed pitch. */
    static byte[] plain(List<String> lines) throws IOException {
        PDFont courier = new PDType1Font(FontName.COURIER);
        try (SamplePdf pdf = new SamplePdf()) {
            for (String line : lines) {
                pdf.put(line, MARGIN - 20, courier, 9);
                pdf.y -= 12;
            }
            return pdf.bytes();
        }
    }

    private PDPageContentStream newPage() throws IOException {
        PDPage page = new PDPage(PDRectangle.LETTER);
        document.addPage(page);
        y = PDRectangle.LETTER.getHeight() - MARGIN;
        return new PDPageContentStream(document, page);
    }

    private void paragraph(String text, PDFont font) throws IOException {
        for (String line : wrapped(text, font)) {
            put(line, MARGIN, font, 11);
            y -= 14;
        }
        y -= 7;
    }

    private void row(String[] cells, PDFont font) throws IOException {
        float x = MARGIN + 10;
        for (String cell : cells) {
            put(cell, x, font, 11);
            x += 130;
        }
        y -= 16;
    }

    private void put(String text, float x, PDFont font, float size) throws IOException {
        if (y < MARGIN) {
            content.close();
            content = newPage();
        }
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(x, y);
        content.showText(text);
        content.endText();
    }

    private static List<String> wrapped(String text, PDFont font) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (font.getStringWidth(longer) / 1000 * 11 > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private byte[] bytes() throws IOException {
        content.close();
        document.getDocumentInformation().setCreationDate(SampleFiles.fixedTime());
        document.setDocumentId(20250314L);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
