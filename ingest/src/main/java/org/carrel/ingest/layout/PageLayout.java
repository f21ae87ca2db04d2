package org.carrel.ingest.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.carrel.ingest.Word;
import org.jspecify.annotations.Nullable;

/**
 * One page: its lines in reading order, each of words. Packed into arrays, since a file of some
 * thousand pages is held whole.
 */
public final class PageLayout {

    private static final int BOX = 4;

    private final float width;
    private final float height;
    private final boolean recognised;
    private final String characters;
    private final int[] ends;
    private final float[] boxes;
    private final byte[] confidences;
    private final List<Line> lines;

    /**
     * @param first its first word
     * @param end the word after its last; lines are never empty
     * @param paragraph whether it begins a paragraph
     * @param aside whether it is not in the page's flow: a field's value, a note
     */
    public record Line(int first, int end, boolean paragraph, boolean aside) {}

    private PageLayout(Builder from) {
        this.width = from.width;
        this.height = from.height;
        this.recognised = from.recognised;
        this.characters = from.characters.toString();
        this.ends = Arrays.copyOf(from.ends, from.words);
        this.boxes = Arrays.copyOf(from.boxes, from.words * BOX);
        this.confidences = Arrays.copyOf(from.confidences, from.words);
        this.lines = List.copyOf(from.lines);
    }

    /** In the unit of the boxes. */
    public float width() {
        return width;
    }

    public float height() {
        return height;
    }

    /** Whether the words were read from a picture. */
    public boolean recognised() {
        return recognised;
    }

    public List<Line> lines() {
        return lines;
    }

    public int words() {
        return ends.length;
    }

    public String word(int index) {
        return characters.substring(index == 0 ? 0 : ends[index - 1], ends[index]);
    }

    /** All words without anything between them. */
    public String characters() {
        return characters;
    }

    /** Where a word stands; null for what is not drawn on the page, such as a field's name. */
    public @Nullable Box box(int index) {
        int at = index * BOX;
        return Float.isNaN(boxes[at])
                ? null
                : new Box(boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]);
    }

    public int confidence(int index) {
        return confidences[index];
    }

    /** Around all placed words of a line. */
    public @Nullable Box box(Line line) {
        Box all = null;
        for (int i = line.first(); i < line.end(); i++) {
            Box box = box(i);
            all = box == null || all == null ? (all == null ? box : all) : all.and(box);
        }
        return all;
    }

    /** A line's words with a space between. */
    public String text(Line line) {
        StringBuilder text = new StringBuilder();
        for (int i = line.first(); i < line.end(); i++) {
            text.append(i == line.first() ? "" : " ").append(word(i));
        }
        return text.toString();
    }

    /** Gathers a page. */
    public static final class Builder {

        private static final byte CERTAIN = (byte) Word.CERTAIN;

        private final float width;
        private final float height;
        private final boolean recognised;
        private final StringBuilder characters = new StringBuilder();
        private final List<Line> lines = new ArrayList<>();
        private int[] ends = new int[256];
        private float[] boxes = new float[256 * BOX];
        private byte[] confidences = new byte[256];
        private int words;
        private int lineStart;
        private boolean paragraph = true;
        private boolean aside;

        public Builder(float width, float height, boolean recognised) {
            this.width = width;
            this.height = height;
            this.recognised = recognised;
        }

        /** Goes on with a page. */
        public Builder(PageLayout page) {
            this(page.width, page.height, page.recognised);
            characters.append(page.characters);
            lines.addAll(page.lines);
            words = page.ends.length;
            lineStart = words;
            ends = Arrays.copyOf(page.ends, words + 1);
            boxes = Arrays.copyOf(page.boxes, (words + 1) * BOX);
            confidences = Arrays.copyOf(page.confidences, words + 1);
        }

        /** Adds a word that the file itself holds. */
        public void word(CharSequence word, Box box) {
            add(word, box, CERTAIN);
        }

        /** Adds a recognised word; confidence is 0 to 100. */
        public void word(CharSequence word, Box box, int confidence) {
            add(word, box, (byte) confidence);
        }

        /** Adds the words of a text that stand together at a place, or nowhere on the page. */
        public void words(String text, @Nullable Box box) {
            if (text.chars().noneMatch(LineText::isWhite)) {
                add(text, box, CERTAIN);
                return;
            }
            for (String word : LineText.words(text)) {
                add(word, box, CERTAIN);
            }
        }

        private void add(CharSequence word, @Nullable Box box, byte confidence) {
            if (word.isEmpty()) {
                return;
            }
            if (words == ends.length) {
                ends = Arrays.copyOf(ends, words * 2);
                boxes = Arrays.copyOf(boxes, words * 2 * BOX);
                confidences = Arrays.copyOf(confidences, words * 2);
            }
            characters.append(word);
            ends[words] = characters.length();
            confidences[words] = confidence;
            int at = words * BOX;
            boxes[at] = box == null ? Float.NaN : box.x();
            boxes[at + 1] = box == null ? 0 : box.y();
            boxes[at + 2] = box == null ? 0 : box.width();
            boxes[at + 3] = box == null ? 0 : box.height();
            words++;
        }

        public void endLine() {
            if (words > lineStart) {
                lines.add(new Line(lineStart, words, paragraph, aside));
                lineStart = words;
                paragraph = false;
            }
        }

        public void endParagraph() {
            endLine();
            paragraph = true;
        }

        /** What follows is not in the page's flow. */
        public void aside() {
            endParagraph();
            aside = true;
        }

        /** Copies a line of another page. */
        public void line(PageLayout from, Line line) {
            if (line.paragraph()) {
                endParagraph();
            }
            for (int i = line.first(); i < line.end(); i++) {
                add(from.word(i), from.box(i), from.confidences[i]);
            }
            endLine();
        }

        public PageLayout build() {
            endLine();
            return new PageLayout(this);
        }
    }
}
