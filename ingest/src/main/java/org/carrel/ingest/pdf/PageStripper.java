package org.carrel.ingest.pdf;

import java.io.IOException;
import java.io.Writer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pdfbox.contentstream.operator.DrawObject;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.carrel.ingest.layout.PageLayout;

/**
 * Takes the lines of each page with the boxes of their words. PDFBox finds lines, words and
 * paragraphs, in the order in which the page draws them; this keeps their places, and leaves out
 * what nobody can see on the page.
 */
final class PageStripper extends PDFTextStripper {

    /** Smaller text, in points, is not there to be read. */
    private static final float MIN_SIZE = 1;

    /** From this part of a page on, its pictures are a scan, and invisible text lies over it. */
    private static final float SCAN = 0.5f;

    private final Consumer<PageText> pages;
    private final Set<TextPosition> invisible = Collections.newSetFromMap(new IdentityHashMap<>());
    private final TurnedText turned = new TurnedText();
    private final Overprint overprint = new Overprint();
    private PageFrame frame = new PageFrame(0, 0, 0, 0, 0, 1);
    private GlyphBoxes boxes = new GlyphBoxes(frame);
    private PageLayout.Builder layout = new PageLayout.Builder(0, 0, false);
    private float pictures;
    private boolean drawn;
    private boolean visible;

    private PageStripper(Consumer<PageText> pages) {
        this.pages = pages;
        setSuppressDuplicateOverlappingText(false); // Done here.
        setStartPage(0); // Pages are counted here.
        addOperator(new Pictures());
        addOperator(new InlinePictures());
        for (String path :
                List.of(
                        OperatorName.FILL_NON_ZERO,
                        OperatorName.FILL_EVEN_ODD,
                        OperatorName.STROKE_PATH,
                        OperatorName.SHADING_FILL,
                        OperatorName.FILL_NON_ZERO_AND_STROKE)) {
            addOperator(new Paths(path));
        }
    }

    /** Reads all pages in order. */
    static void read(PDDocument document, Consumer<PageText> pages) throws IOException {
        new PageStripper(pages).writeText(document, Writer.nullWriter());
    }

    /** PDFBox leaves pages without content out; here they count. */
    @Override
    protected void processPages(PDPageTree all) throws IOException {
        for (PDPage page : all) {
            if (page.hasContents()) {
                processPage(page);
            } else {
                startPage(page);
                endPage(page);
            }
        }
    }

    @Override
    protected void startPage(PDPage page) {
        frame = PageFrame.of(page);
        boxes = new GlyphBoxes(frame);
        layout = new PageLayout.Builder(frame.width(), frame.height(), false);
        pictures = 0;
        drawn = false;
        visible = false;
    }

    @Override
    protected void endPage(PDPage page) {
        pages.accept(new PageText(layout.build(), frame, pictures, !drawn));
        invisible.clear();
        overprint.clear();
    }

    @Override
    protected void processTextPosition(TextPosition glyph) {
        if (isTiny(glyph) || isOutside(glyph) || overprint.repeats(glyph)) {
            return;
        }
        drawn = true;
        RenderingMode mode = getGraphicsState().getTextState().getRenderingMode();
        boolean seen = mode != RenderingMode.NEITHER && mode != RenderingMode.NEITHER_CLIP;
        visible |= seen && !glyph.getUnicode().isBlank();
        if (!seen) {
            invisible.add(glyph);
        }
        if (TurnedText.isUpright(glyph, frame.rotation())) {
            super.processTextPosition(glyph);
        } else {
            turned.add(glyph);
        }
    }

    private boolean isTiny(TextPosition glyph) {
        if (glyph.getFont() instanceof PDType3Font) {
            return false; // Its size says nothing.
        }
        Matrix text = glyph.getTextMatrix();
        double size = Math.hypot(text.getShearX(), text.getScaleY()) * frame.unit();
        return !(size >= MIN_SIZE);
    }

    /** Beside the page as shown. */
    private boolean isOutside(TextPosition glyph) {
        Matrix text = glyph.getTextMatrix();
        float x = (text.getTranslateX() + glyph.getEndX()) / 2;
        float y = (text.getTranslateY() + glyph.getEndY()) / 2;
        float slack = (float) Math.hypot(text.getShearX(), text.getScaleY());
        return !(x >= -slack
                && y >= -slack
                && x <= frame.cropWidth() + slack
                && y <= frame.cropHeight() + slack);
    }

    @Override
    protected void writePage() throws IOException {
        if (visible && pictures < SCAN && !invisible.isEmpty()) {
            charactersByArticle.forEach(article -> article.removeIf(invisible::contains));
            turned.removeIf(invisible::contains);
        }
        super.writePage();
        turned.writeTo(layout, boxes);
    }

    @Override
    protected void writeString(String text, List<TextPosition> glyphs) {
        DrawnWords.write(text, glyphs, boxes, layout);
    }

    @Override
    protected void writeWordSeparator() {
        // Each word is added by itself.
    }

    @Override
    protected void writeLineSeparator() {
        layout.endLine();
    }

    @Override
    protected void writeParagraphStart() {
        layout.endParagraph();
    }

    @Override
    protected void writeParagraphEnd() {
        layout.endParagraph();
    }

    @Override
    protected void writePageStart() {
        // The layout begins with its page.
    }

    @Override
    protected void writePageEnd() {
        layout.endParagraph();
    }

    private void picture() {
        drawn = true;
        pictures =
                Math.min(
                        1,
                        pictures
                                + frame.share(getGraphicsState().getCurrentTransformationMatrix()));
    }

    private final class Pictures extends DrawObject {
        Pictures() {
            super(PageStripper.this);
        }

        @Override
        public void process(Operator operator, List<COSBase> operands) throws IOException {
            if (!operands.isEmpty()
                    && operands.getFirst() instanceof COSName name
                    && getResources() != null
                    && getResources().isImageXObject(name)) {
                picture();
            } else {
                super.process(operator, operands);
            }
        }
    }

    private final class InlinePictures extends OperatorProcessor {
        InlinePictures() {
            super(PageStripper.this);
        }

        @Override
        public void process(Operator operator, List<COSBase> operands) {
            picture();
        }

        @Override
        public String getName() {
            return OperatorName.BEGIN_INLINE_IMAGE;
        }
    }

    /** Letters may be drawn as outlines. */
    private final class Paths extends OperatorProcessor {
        private final String name;

        Paths(String name) {
            super(PageStripper.this);
            this.name = name;
        }

        @Override
        public void process(Operator operator, List<COSBase> operands) {
            drawn = true;
        }

        @Override
        public String getName() {
            return name;
        }
    }
}
