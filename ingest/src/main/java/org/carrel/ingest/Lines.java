package org.carrel.ingest;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells lines that were ended by hand (headings, list items, labelled values, table rows) from
 * lines that a page's width ended.
 */
final class Lines {

    private static final Pattern MARK =
            Pattern.compile(
                    "(?:[\u2022\u25CF\u25AA\u00B7*\u2013-]\\s|\\(?[a-zA-Z]\\)\\s"
                            + "|\\(?[ivxIVX]{1,5}\\)\\s|\\(?\\d{1,3}[.)](?:\\d|\\s)).*");
    private static final Pattern SECTION =
            Pattern.compile(
                    "(?:ARTICLE|SECTION|EXHIBIT|SCHEDULE|Article|Section|Exhibit|Schedule)\\s.*");
    private static final Pattern LABEL = Pattern.compile("[A-Z][\\w /&()'-]{0,40}:(?:\\s.*|$)");

    /** Words after which "(a)" or "4." is a reference, not the start of an item. */
    private static final Pattern REFERS =
            Pattern.compile(
                    ".*\\b(?:clauses?|sections?|paragraphs?|items?|articles?|subsections?|exhibits?"
                            + "|schedules?|parts?|no\\.|nos\\.|of|to|in|under|with|by)$",
                    Pattern.CASE_INSENSITIVE);

    private static final int MAX_HEADING = 70;

    private Lines() {}

    /**
     * Joins the lines of one paragraph into blocks within which line feeds mean nothing.
     *
     * @param lines not blank, in order
     */
    static void join(String text, List<Span> lines, List<Span> into) {
        if (lines.isEmpty()) {
            return;
        }
        int width = lines.stream().mapToInt(Span::length).max().orElse(0);
        boolean list = isList(text, lines);
        int from = lines.getFirst().start();
        for (int i = 0; i + 1 < lines.size(); i++) {
            String line = strip(text, lines.get(i));
            if (list || isBorder(line, strip(text, lines.get(i + 1)), width)) {
                into.add(new Span(from, lines.get(i).end()));
                from = lines.get(i + 1).start();
            }
        }
        into.add(new Span(from, lines.getLast().end()));
    }

    private static String strip(String text, Span line) {
        return text.substring(line.start(), line.end()).strip();
    }

    /** Three lines or more that all begin anew and never stop at a comma. */
    private static boolean isList(String text, List<Span> lines) {
        return lines.size() >= 3
                && lines.stream()
                        .map(line -> strip(text, line))
                        .allMatch(line ->
                                !Character.isLowerCase(line.codePointAt(0))
                                        && line.length() <= MAX_HEADING
                                        && !line.endsWith(","));
    }

    private static boolean isBorder(String line, String next, int width) {
        if (line.contains(" | ") || next.contains(" | ")) {
            return true;
        }
        if (MARK.matcher(next).matches()) {
            return !REFERS.matcher(line).matches();
        }
        boolean ended = ".;:!?".indexOf(line.charAt(line.length() - 1)) >= 0;
        boolean small = line.length() < width * 0.6 && line.length() <= MAX_HEADING;
        boolean labelled = LABEL.matcher(line).matches();
        if (LABEL.matcher(next).matches() || SECTION.matcher(next).matches()) {
            return ended || small || labelled;
        }
        return isHeading(line, next, small);
    }

    /** A line that ends openly, before a line that begins anew. */
    private static boolean isHeading(String line, String next, boolean small) {
        if (Character.isLowerCase(next.codePointAt(0)) || line.endsWith(",")) {
            return false;
        }
        boolean capitals = isCapitals(line) && line.length() <= MAX_HEADING;
        return capitals && !isCapitals(next) || small;
    }

    private static boolean isCapitals(String line) {
        return line.equals(line.toUpperCase(Locale.ROOT))
                && line.codePoints().anyMatch(Character::isLetter);
    }
}
