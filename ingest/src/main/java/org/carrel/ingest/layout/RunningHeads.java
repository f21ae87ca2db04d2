package org.carrel.ingest.layout;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carrel.ingest.layout.PageLayout.Line;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lines that stand at the head or foot of many pages: the same text at the same height,
 * where one number in it may go up by one from page to page; and bare page numbers that do. A line
 * counts only if every line between it and the page's edge does, so the body's first and last line
 * stop the search. That other numbers must stay the same keeps clause headings ("Article 13") out.
 */
final class RunningHeads {

    /** Share of the page's height, at its top and at its foot, in which running lines stand. */
    private static final float ZONE = 0.15f;

    private static final int DEPTH = 4;

    /** Lines within this share of the height stand at the same height. */
    private static final float SAME_HEIGHT = 0.012f;

    private static final int MIN_PAGES = 3;
    private static final int MIN_NUMBERED = 2;
    private static final float MIN_SHARE = 0.2f;
    private static final int MIN_LETTERS = 3;
    private static final float SIMILAR = 0.8f;

    /** Recognition misreads a letter here and there; so many kinds of line are compared for it. */
    private static final int COMPARED = 32;

    private final List<Kind> kinds = new ArrayList<>();
    private final Map<String, List<Kind>> byKey = new HashMap<>();
    private final int pages;

    /** A line at a page's edge. */
    private record Candidate(int line, Box box, String text) {}

    /** Lines taken for the same; counts each page once. */
    private static final class Kind {
        final String key;
        final float place;
        int pages;
        int lastPage = -1;

        Kind(String key, float place) {
            this.key = key;
            this.place = place;
        }

        void seenOn(int page) {
            if (page != lastPage) {
                pages++;
                lastPage = page;
            }
        }
    }

    private RunningHeads(int pages) {
        this.pages = pages;
    }

    /** For each page, the indexes of its running lines. */
    static List<BitSet> of(List<PageLayout> pages) {
        RunningHeads heads = new RunningHeads(pages.size());
        for (int page = 0; page < pages.size(); page++) {
            heads.count(pages.get(page), page);
        }
        List<BitSet> marked = new ArrayList<>();
        for (int page = 0; page < pages.size(); page++) {
            marked.add(heads.mark(pages.get(page), page));
        }
        return marked;
    }

    private void count(PageLayout page, int number) {
        for (boolean top : new boolean[] {true, false}) {
            for (Candidate line : edge(page, top)) {
                float place = place(page, line);
                for (String key : PageNumbers.keys(line.text(), number)) {
                    kind(key, place, page.recognised()).seenOn(number);
                }
            }
        }
    }

    private Kind kind(String key, float place, boolean recognised) {
        Kind kind = known(key, place);
        if (kind != null) {
            return kind;
        }
        kind = recognised ? misread(key, place) : null;
        if (kind == null) {
            kind = new Kind(key, place);
            kinds.add(kind);
        }
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(kind);
        return kind;
    }

    private @Nullable Kind known(String key, float place) {
        for (Kind kind : byKey.getOrDefault(key, List.of())) {
            if (Math.abs(kind.place - place) <= SAME_HEIGHT) {
                return kind;
            }
        }
        return null;
    }

    /** A kind whose letters, but not whose numbers, were read a little differently. */
    private @Nullable Kind misread(String key, float place) {
        for (Kind kind : kinds.subList(Math.max(0, kinds.size() - COMPARED), kinds.size())) {
            if (Math.abs(kind.place - place) <= SAME_HEIGHT && similar(kind.key, key)) {
                return kind;
            }
        }
        return null;
    }

    private BitSet mark(PageLayout page, int number) {
        BitSet marked = new BitSet();
        for (boolean top : new boolean[] {true, false}) {
            for (Candidate line : edge(page, top)) {
                if (!runs(page, number, line)) {
                    break;
                }
                marked.set(line.line());
            }
        }
        return marked;
    }

    private boolean runs(PageLayout page, int number, Candidate line) {
        boolean bare = PageNumbers.isBare(line.text());
        if (bare && pages < MIN_PAGES) {
            return PageNumbers.names(line.text(), number);
        }
        if (!bare && !isTelling(line.text())) {
            return false;
        }
        float least = bare ? MIN_NUMBERED : Math.max(MIN_PAGES, MIN_SHARE * pages);
        for (String key : PageNumbers.keys(line.text(), number)) {
            Kind kind = known(key, place(page, line));
            if (kind != null && kind.pages >= least) {
                return true;
            }
        }
        return false;
    }

    /** Lines of the page's flow in its zone, from the edge inwards. */
    private static List<Candidate> edge(PageLayout page, boolean top) {
        List<Candidate> lines = new ArrayList<>();
        for (int i = 0; i < page.lines().size(); i++) {
            Line line = page.lines().get(i);
            Box box = page.box(line);
            if (box != null && !line.aside() && inZone(page, box, top)) {
                lines.add(new Candidate(i, box, page.text(line)));
            }
        }
        Comparator<Candidate> inwards =
                top
                        ? Comparator.comparing(line -> line.box().y())
                        : Comparator.comparing(line -> -line.box().bottom());
        return lines.stream().sorted(inwards).limit(DEPTH).toList();
    }

    private static boolean inZone(PageLayout page, Box box, boolean top) {
        return top ? box.bottom() <= page.height() * ZONE : box.y() >= page.height() * (1 - ZONE);
    }

    private static float place(PageLayout page, Candidate line) {
        return (line.box().y() + line.box().height() / 2) / Math.max(page.height(), 1);
    }

    private static boolean isTelling(String line) {
        return line.codePoints().filter(Character::isLetter).count() >= MIN_LETTERS;
    }

    private static boolean similar(String a, String b) {
        int longer = Math.max(a.length(), b.length());
        int shorter = Math.min(a.length(), b.length());
        return shorter >= SIMILAR * longer
                && PageNumbers.of(a).equals(PageNumbers.of(b))
                && distance(a, b) <= (1 - SIMILAR) * longer;
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
