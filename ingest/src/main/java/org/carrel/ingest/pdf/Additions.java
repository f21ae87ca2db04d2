package org.carrel.ingest.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDFileSpecification;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationMarkup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.carrel.ingest.layout.Box;

/** The additions to each page, and the files attached to places on pages. */
final class Additions {

    private final Map<Integer, List<Addition>> byPage = new HashMap<>();
    private final Map<COSDictionary, Widget> widgets = new IdentityHashMap<>();
    private final List<PDFileSpecification> files = new ArrayList<>();

    /** A place for a field's value. */
    record Widget(int page, Box box) {}

    private Additions() {}

    /**
     * @param frames of the pages, in order
     */
    static Additions of(PDDocument document, List<PageFrame> frames) throws IOException {
        Additions additions = new Additions();
        List<List<PDAnnotation>> annotations = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            if (annotations.size() < frames.size()) {
                annotations.add(annotations(page));
            }
        }
        for (int i = 0; i < annotations.size(); i++) {
            additions.findWidgets(annotations.get(i), i, frames.get(i));
        }
        FormFields.collect(document, additions);
        for (int i = 0; i < annotations.size(); i++) {
            additions.addNotes(annotations.get(i), i, frames.get(i));
        }
        return additions;
    }

    List<Addition> on(int page) {
        return byPage.getOrDefault(page, List.of());
    }

    /** Files in attachment annotations, in order. */
    List<PDFileSpecification> files() {
        return files;
    }

    Map<COSDictionary, Widget> widgets() {
        return widgets;
    }

    void add(int page, Addition addition) {
        if (!addition.text().isBlank()) {
            byPage.computeIfAbsent(page, p -> new ArrayList<>()).add(addition);
        }
    }

    private static List<PDAnnotation> annotations(PDPage page) {
        try {
            return page.getAnnotations(Additions::isShown);
        } catch (IOException e) {
            return List.of(); // Something that is no annotation among them; the page is still read.
        }
    }

    private static boolean isShown(PDAnnotation annotation) {
        return !annotation.isHidden() && !annotation.isNoView();
    }

    private void findWidgets(List<PDAnnotation> annotations, int page, PageFrame frame) {
        for (PDAnnotation annotation : annotations) {
            if (annotation instanceof PDAnnotationWidget && annotation.getRectangle() != null) {
                widgets.put(
                        annotation.getCOSObject(),
                        new Widget(page, frame.shown(annotation.getRectangle())));
            }
        }
    }

    private void addNotes(List<PDAnnotation> annotations, int page, PageFrame frame)
            throws IOException {
        for (PDAnnotation annotation : annotations) {
            if (annotation instanceof PDAnnotationFileAttachment attached
                    && attached.getFile() != null) {
                files.add(attached.getFile());
            }
            String contents = annotation.getContents();
            boolean note =
                    !(annotation instanceof PDAnnotationWidget
                            || annotation instanceof PDAnnotationPopup
                            || annotation instanceof PDAnnotationLink);
            if (note && contents != null && annotation.getRectangle() != null) {
                add(
                        page,
                        new Addition(
                                author(annotation),
                                contents.replace('\r', '\n'),
                                frame.shown(annotation.getRectangle())));
            }
        }
    }

    private static String author(PDAnnotation annotation) {
        String author =
                annotation instanceof PDAnnotationMarkup markup
                                && !"FreeText".equals(annotation.getSubtype())
                        ? markup.getTitlePopup()
                        : null;
        return author == null ? "" : author;
    }
}
