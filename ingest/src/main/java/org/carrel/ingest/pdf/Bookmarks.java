package org.carrel.ingest.pdf;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.carrel.ingest.layout.LayoutWriter.Place;
import org.carrel.ingest.layout.LineText;
import org.carrel.ingest.layout.PageLayout;
import org.jspecify.annotations.Nullable;

/** Finds the lines that the file's outline names: they are headings. */
final class Bookmarks {

    private static final int MAX_ITEMS = 5_000;
    private static final int MAX_DEPTH = 12;

    /** Letters and digits of a number before a heading's text. */
    private static final int MAX_NUMBER = 6;

    private final PDDocument document;
    private final List<PageLayout> pages;
    private final Map<COSDictionary, Integer> numbers = new IdentityHashMap<>();
    private final Map<Place, Integer> headings = new HashMap<>();
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Bookmarks(PDDocument document, List<PageLayout> pages) {
        this.document = document;
        this.pages = pages;
    }

    /** Lines that are headings, with their level from 1. */
    static Map<Place, Integer> headings(PDDocument document, List<PageLayout> pages) {
        PDOutlineNode root = document.getDocumentCatalog().getDocumentOutline();
        if (root == null || root.getFirstChild() == null) {
            return Map.of();
        }
        Bookmarks bookmarks = new Bookmarks(document, pages);
        int number = 0;
        for (PDPage page : document.getPages()) {
            bookmarks.numbers.putIfAbsent(page.getCOSObject(), number++);
        }
        bookmarks.follow(root, 1);
        return bookmarks.headings;
    }

    private void follow(PDOutlineNode parent, int level) {
        PDOutlineItem item = parent.getFirstChild();
        while (item != null && seen.size() < MAX_ITEMS && seen.add(item.getCOSObject())) {
            find(item, level);
            if (level < MAX_DEPTH) {
                follow(item, level + 1);
            }
            item = item.getNextSibling();
        }
    }

    private void find(PDOutlineItem item, int level) {
        String title = item.getTitle() == null ? "" : LineText.bare(item.getTitle());
        Integer number = title.isEmpty() ? null : page(item);
        if (number == null || number >= pages.size()) {
            return;
        }
        PageLayout page = pages.get(number);
        for (int line = 0; line < page.lines().size(); line++) {
            Place place = new Place(number, line);
            if (names(title, LineText.bare(page.text(page.lines().get(line))))
                    && !headings.containsKey(place)) {
                headings.put(place, level);
                return;
            }
        }
    }

    private @Nullable Integer page(PDOutlineItem item) {
        try {
            PDPage page = item.findDestinationPage(document);
            return page == null ? null : numbers.get(page.getCOSObject());
        } catch (IOException e) {
            return null; // It leads nowhere.
        }
    }

    private static boolean names(String title, String line) {
        return line.length() - title.length() <= MAX_NUMBER && line.endsWith(title);
    }
}
