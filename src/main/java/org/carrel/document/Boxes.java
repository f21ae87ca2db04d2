package org.carrel.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carrel.ingest.Page;
import org.carrel.ingest.Word;
import org.jspecify.annotations.Nullable;

/**
 * Where a range of text stands on its pages, as the API shows it.
 *
 * @param boxes one a line, in reading order
 * @param pages those that the boxes are on
 * @param lowestConfidence of the words that were read from a picture, 0 to 100; null without any
 * @param meanConfidence likewise
 */
record Boxes(
        List<Box> boxes,
        List<PageSize> pages,
        @Nullable Integer lowestConfidence,
        @Nullable Double meanConfidence) {

    static final Boxes NONE = new Boxes(List.of(), List.of(), null, null);

    /** Words further apart, in heights of the line, are in two columns or cells. */
    private static final float WIDEST_GAP = 3;

    /**
     * A part of a line.
     *
     * @param x from the left edge of the page as shown, in the unit of its size
     * @param y from its upper edge
     */
    record Box(int page, float x, float y, float width, float height) {

        static Box of(int page, Word word) {
            return new Box(page, word.x(), word.y(), word.width(), word.height());
        }

        boolean continuesIn(Box next) {
            float overlap = Math.min(y + height, next.y + next.height) - Math.max(y, next.y);
            float gap = Math.max(x, next.x) - Math.min(x + width, next.x + next.width);
            float line = Math.min(height, next.height);
            return page == next.page && overlap >= line / 2 && gap <= WIDEST_GAP * line;
        }

        Box with(Box next) {
            float left = Math.min(x, next.x);
            float top = Math.min(y, next.y);
            return new Box(
                    page,
                    left,
                    top,
                    Math.max(x + width, next.x + next.width) - left,
                    Math.max(y + height, next.y + next.height) - top);
        }
    }

    /** A page as shown: points in a PDF, pixels in an image. */
    record PageSize(int page, float width, float height, boolean recognised) {}

    /** Those of the words that have a character in the range. */
    static Boxes of(StoredLayout layout, int start, int end) {
        List<Box> lines = new ArrayList<>();
        List<PageSize> sizes = new ArrayList<>();
        List<Integer> confidences = new ArrayList<>();
        for (Word word : layout.words()) {
            Optional<Page> page =
                    word.start() < end && word.end() > start
                            ? pageOf(layout, word)
                            : Optional.empty();
            if (page.isPresent()) {
                add(lines, Box.of(page.get().number(), word));
                addSize(sizes, page.get());
                if (word.confidence() != Word.CERTAIN) {
                    confidences.add(word.confidence());
                }
            }
        }
        return new Boxes(
                lines,
                sizes,
                confidences.stream().min(Integer::compare).orElse(null),
                confidences.isEmpty()
                        ? null
                        : confidences.stream().mapToInt(each -> each).average().orElseThrow());
    }

    private static Optional<Page> pageOf(StoredLayout layout, Word word) {
        return layout.pages().stream()
                .filter(page -> page.start() <= word.start() && word.start() < page.end())
                .findFirst();
    }

    private static void add(List<Box> lines, Box next) {
        if (!lines.isEmpty() && lines.getLast().continuesIn(next)) {
            lines.set(lines.size() - 1, lines.getLast().with(next));
        } else {
            lines.add(next);
        }
    }

    private static void addSize(List<PageSize> sizes, Page page) {
        if (sizes.isEmpty() || sizes.getLast().page() != page.number()) {
            sizes.add(new PageSize(page.number(), page.width(), page.height(), page.recognised()));
        }
    }
}
