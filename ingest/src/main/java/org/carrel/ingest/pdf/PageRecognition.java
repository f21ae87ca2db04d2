package org.carrel.ingest.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.carrel.ingest.layout.Box;
import org.carrel.ingest.layout.PageLayout;
import org.carrel.ingest.ocr.GrayPicture;
import org.carrel.ingest.ocr.Recognition;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/** Recognises the pages of a PDF that have no usable text layer, from their picture. */
final class PageRecognition {

    private static final int DPI = 300;
    private static final float POINTS_PER_INCH = 72;

    private final PDFRenderer renderer;
    private final Source source;

    private PageRecognition(PDDocument document, Source source) {
        this.renderer = new PDFRenderer(document);
        this.renderer.setSubsamplingAllowed(true);
        this.source = source;
    }

    /** The layout of each page, as drawn or as recognised. */
    static List<PageLayout> complete(
            PDDocument document, List<PageText> pages, Source source, Transcript into)
            throws IOException {
        List<PageLayout> layouts = new ArrayList<>();
        List<Integer> wanting = new ArrayList<>();
        for (PageText page : pages) {
            if (TextLayer.of(page) != TextLayer.USABLE) {
                wanting.add(layouts.size());
            }
            layouts.add(page.layout());
        }
        if (!wanting.isEmpty() && !source.languages().isEmpty()) {
            new PageRecognition(document, source).recognise(wanting, pages, layouts, into);
        }
        return layouts;
    }

    private void recognise(
            List<Integer> wanting, List<PageText> pages, List<PageLayout> layouts, Transcript into)
            throws IOException {
        Recognition recognition = null;
        try {
            for (int i = 0; i < wanting.size(); i++) {
                into.stage("ocr", i + 1, wanting.size());
                int number = wanting.get(i);
                GrayPicture picture = picture(number, pages.get(number).frame());
                if (picture != null) {
                    if (recognition == null) {
                        recognition = Recognition.open(source.languages(), source.languageFolder());
                    }
                    PageLayout read = read(recognition, picture, pages.get(number));
                    layouts.set(number, merged(pages.get(number), read));
                }
            }
        } finally {
            if (recognition != null) {
                recognition.close();
            }
        }
    }

    private static PageLayout read(Recognition recognition, GrayPicture picture, PageText page) {
        float width = page.layout().width();
        float height = page.layout().height();
        int dpi = Math.round(picture.width() / Math.max(page.frame().inches(), 0.1f));
        return recognition.read(picture, width, height, dpi);
    }

    /** A page of no size, or without ink, has no picture. */
    private @Nullable GrayPicture picture(int number, PageFrame frame) throws IOException {
        float width = frame.width() / frame.unit();
        float height = frame.height() / frame.unit();
        if (!(width > 0 && height > 0)) {
            return null;
        }
        double bySide = GrayPicture.MAX_SIDE / Math.max(width, height);
        double byPixels = Math.sqrt((double) GrayPicture.MAX_PIXELS / width / height);
        double scale = Math.min(DPI / POINTS_PER_INCH, Math.min(bySide, byPixels));
        GrayPicture picture =
                GrayPicture.of(renderer.renderImage(number, (float) scale, ImageType.GRAY));
        return picture.isBlank() ? null : picture;
    }

    /** A stamp over a scan is true text: it stays where recognition did not see it. */
    private static PageLayout merged(PageText page, PageLayout read) {
        PageLayout drawn = page.layout();
        if (read.words() == 0) {
            return drawn;
        }
        if (drawn.words() == 0 || TextLayer.of(page) == TextLayer.NONSENSE) {
            return read;
        }
        PageLayout.Builder both = new PageLayout.Builder(read.width(), read.height(), true);
        for (PageLayout.Line line : drawn.lines()) {
            if (!isSeen(drawn.box(line), read)) {
                both.endParagraph();
                both.line(drawn, line);
            }
        }
        both.endParagraph();
        read.lines().forEach(line -> both.line(read, line));
        return both.build();
    }

    private static boolean isSeen(@Nullable Box line, PageLayout read) {
        for (int i = 0; line != null && i < read.words(); i++) {
            Box word = read.box(i);
            if (word != null && line.holdsMiddleOf(word)) {
                return true;
            }
        }
        return false;
    }
}
