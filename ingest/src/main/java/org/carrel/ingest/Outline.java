package org.carrel.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.carrel.ingest.HeadingLines.Found;
import org.carrel.ingest.HeadingLines.Kind;

/**
 * The headings of a text: those that its format gave and, below them, those that its lines show by
 * their form: articles, clause numbers, exhibits, the sections of clinical notes. Nested by level
 * they give a passage its path.
 *
 * <p>A rule that takes too little leaves a path shorter; one that takes too much names a clause
 * wrongly. So a line counts only when its neighbours agree: tables of contents, lists in prose and
 * references to other clauses are told apart by what surrounds them.
 */
public final class Outline {

    /** A document with as many numbered headings has no others in capitals between them. */
    private static final int NUMBERED = 3;

    private Outline() {}

    /**
     * The headings of a text, in order of their start.
     *
     * @param pages in order
     * @param given by the format, in order of their start
     * @param furniture running heads, in which no heading is looked for
     */
    public static List<Heading> of(
            String text, List<Page> pages, List<Heading> given, List<Span> furniture) {
        List<Found> found = HeadingLines.of(text, pages, furniture);
        found = withoutContents(text, found);
        boolean hasGiven = given.stream().anyMatch(heading -> heading.end() > heading.start());
        found = withoutStrayCapitals(found, hasGiven);
        int above =
                given.stream()
                        .filter(heading -> heading.end() > heading.start())
                        .mapToInt(Heading::level)
                        .max()
                        .orElse(0);
        List<Heading> all = new ArrayList<>(given);
        for (Found line : found) {
            if (given.stream().noneMatch(heading -> overlaps(heading, line))) {
                all.add(new Heading(line.start(), line.end(), above + line.level(), line.label()));
            }
        }
        all.sort(Comparator.comparingInt(Heading::start));
        return List.copyOf(all);
    }

    private static boolean overlaps(Heading given, Found line) {
        return line.start() < given.end() && line.end() > given.start();
    }

    /**
     * Leaves out a table of contents: from its title to where its first entry comes a second time.
     */
    private static List<Found> withoutContents(String text, List<Found> found) {
        int title = contentsTitle(text);
        if (title < 0) {
            return found;
        }
        Set<String> seen = new HashSet<>();
        int end = -1;
        for (Found line : found) {
            if (line.start() > title && !line.number().isEmpty() && line.kind() != Kind.ITEM) {
                if (!seen.add(line.kind() + line.number())) {
                    end = line.start();
                    break;
                }
            }
        }
        int body = end;
        return found.stream().filter(l -> l.start() < title || l.start() >= body).toList();
    }

    private static int contentsTitle(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("table of contents");
        boolean early = at >= 0 && at < Math.max(text.length() / 4, 20_000);
        boolean line = at == 0 || at > 0 && text.charAt(at - 1) == '\n';
        return early && line ? at : -1;
    }

    private static List<Found> withoutStrayCapitals(List<Found> found, boolean hasGiven) {
        List<Found> numbered =
                found.stream()
                        .filter(line -> line.kind() == Kind.NUMBER || line.kind() == Kind.ARTICLE)
                        .toList();
        int first = numbered.size() < NUMBERED ? Integer.MAX_VALUE : numbered.getFirst().start();
        return found.stream()
                .filter(line -> line.kind() != Kind.CAPITALS || !hasGiven && line.start() < first)
                .toList();
    }
}
