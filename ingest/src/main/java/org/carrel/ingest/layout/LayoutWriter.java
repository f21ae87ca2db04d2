package org.carrel.ingest.layout;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.carrel.ingest.layout.Hyphens.Joint;
import org.carrel.ingest.layout.PageLayout.Line;
import org.carrel.ingest.transcript.TextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file's pages into the canonical text: lines apart by a line feed, paragraphs by an empty
 * line, the halves of a word cut at a line's end joined, running heads marked as furniture.
 */
public final class LayoutWriter {

    private static final String SOFT = "\u00AD";

    private final TextBuilder out;
    private final Hyphens hyphens;
    private final Map<Place, Integer> headings;

    /**
     * A line of the file.
     *
     * @param page from 0
     * @param line its index on the page
     */
    public record Place(int page, int line) {}

    private LayoutWriter(TextBuilder out, List<PageLayout> pages, Map<Place, Integer> headings) {
        this.out = out;
        this.hyphens = new Hyphens(pages);
        this.headings = headings;
    }

    /**
     * @param headings lines that the file itself names as headings, with their level
     */
    public static void write(
            List<PageLayout> pages, Map<Place, Integer> headings, TextBuilder out) {
        LayoutWriter writer = new LayoutWriter(out, pages, headings);
        List<BitSet> furniture = RunningHeads.of(pages);
        for (int i = 0; i < pages.size(); i++) {
            writer.page(i, pages.get(i), furniture.get(i));
        }
    }

    private void page(int number, PageLayout page, BitSet furniture) {
        out.startPage(page.width(), page.height(), page.recognised());
        boolean joined = false;
        for (int i = 0; i < page.lines().size(); i++) {
            Line line = page.lines().get(i);
            if (furniture.get(i)) {
                furniture(page, line);
                continue;
            }
            Integer level = headings.get(new Place(number, i));
            if (level != null) {
                out.startHeading(level);
                words(page, line, Joint.NONE);
                out.endHeading();
                joined = false;
                continue;
            }
            if (!joined) {
                separate(line);
            }
            Joint joint = joint(page, line, next(number, page, i, furniture));
            words(page, line, joint);
            joined = joint != Joint.NONE;
        }
        out.endPage();
    }

    private void separate(Line line) {
        if (line.paragraph()) {
            out.paragraph();
        } else {
            out.line();
        }
    }

    private void furniture(PageLayout page, Line line) {
        out.paragraph();
        out.startFurniture();
        words(page, line, Joint.NONE);
        out.endFurniture();
        out.paragraph();
    }

    /** The line that the text goes on with, if it does. */
    private @Nullable Line next(int number, PageLayout page, int index, BitSet furniture) {
        if (index + 1 >= page.lines().size() || furniture.get(index + 1)) {
            return null;
        }
        Line next = page.lines().get(index + 1);
        return next.aside() || headings.containsKey(new Place(number, index + 1)) ? null : next;
    }

    private Joint joint(PageLayout page, Line line, @Nullable Line next) {
        String last = page.word(line.end() - 1);
        return next == null || line.aside() || !Hyphens.endsCut(last)
                ? Joint.NONE
                : hyphens.joint(last, page.word(next.first()));
    }

    private void words(PageLayout page, Line line, Joint joint) {
        for (int i = line.first(); i < line.end(); i++) {
            if (i > line.first()) {
                out.space();
            }
            String word = page.word(i);
            if (i == line.end() - 1 && joint == Joint.WORD) {
                word = word.substring(0, word.length() - 1);
            }
            // A soft hyphen that is drawn is a hyphen: fonts have it at the hyphen's place.
            word(page, i, word.replace(SOFT, "-"));
        }
    }

    private void word(PageLayout page, int index, String word) {
        Box box = page.box(index);
        if (box == null) {
            out.append(word);
        } else {
            int confidence = page.confidence(index);
            out.word(word, box.x(), box.y(), box.width(), box.height(), confidence);
        }
    }
}
