package org.carrel.ingest.ocr;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Pictures of letter sheets with lines of text, with PDFBox' own font: machines may have none. */
public final class Pictures {

    public static final int DPI = 200;

    /** Where the first line's letters stand, in points from the sheet's top left. */
    public static final float LEFT = 72;

    public static final float FIRST_BASELINE = 100;
    public static final float LEADING = 24;
    private static final float SIZE = 13;

    private Pictures() {}

    public static BufferedImage letter(List<String> lines) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.LETTER);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), SIZE);
                content.setLeading(LEADING);
                content.newLineAtOffset(LEFT, PDRectangle.LETTER.getHeight() - FIRST_BASELINE);
                for (String line : lines) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
            return new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.GRAY);
        }
    }

    /** Turned clockwise by quarters of a circle. */
    public static BufferedImage turned(BufferedImage image, int quarters) {
        boolean sideways = quarters % 2 == 1;
        int width = sideways ? image.getHeight() : image.getWidth();
        int height = sideways ? image.getWidth() : image.getHeight();
        BufferedImage turned = new BufferedImage(width, height, image.getType());
        AffineTransform transform = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        transform.quadrantRotate(quarters);
        transform.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(image, transform, null);
        graphics.dispose();
        return turned;
    }

    /** A text without its paragraphs: in these sheets each line may be taken for one. */
    public static String lines(String text) {
        return text.replace("\n\n", "\n");
    }
}
