package org.carrel.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the lines, and the beginnings of lines, that have the form of a heading. */
final class HeadingLines {

    /** What a heading is by its form. */
    enum Kind {
        /** ARTICLE, EXHIBIT and the like. */
        ARTICLE,
        /** A single number. */
        NUMBER,
        /** A number within a number: 12.3. */
        CLAUSE,
        /** (a), (iv). */
        ITEM,
        /** The name of a section, known or in capitals with a colon. */
        SECTION,
        /** A line in capitals. */
        CAPITALS,
        /** A heading of Markdown. */
        MARKED
    }

    /**
     * @param number as written, such as {@code 12.3}; empty for one without
     */
    record Found(int start, int end, int level, String label, Kind kind, String number) {}

    private static final int ARTICLE_LEVEL = 1;
    private static final int SECTION_LEVEL = 2;
    private static final int MAX_CLAUSE_LEVEL = 6;

    /** UTF-16 units of a line in which a heading can begin and end. */
    private static final int MAX_LOOK = 200;

    /** A title ends at a stop, before its first item, or with its line. */
    private static final String TITLE_END = "(?=[.:](?:\\s|$)|\\s\\((?:a|i|1|A)\\)\\s|$)";

    private static final String TITLE = "[\"\u201C(]?\\p{Lu}[^.:|]{0,79}?";
    private static final Pattern ARTICLE =
            Pattern.compile(
                    "(?:ARTICLE|Article)\\s+([IVXLC]{1,7}|\\d{1,3}|[A-Z]{3,12}|[A-Z][a-z]{2,11})"
                            + "(?:\\s*[.:\u2013\u2014-]\\s*|\\s+|$)(\\p{Lu}.{0,70})?$");
    private static final Pattern EXHIBIT =
            Pattern.compile(
                    "(?:EXHIBIT|SCHEDULE|ANNEX|APPENDIX|ATTACHMENT|Exhibit|Schedule|Annex|Appendix"
                            + "|Attachment)\\s+[\"\u201C]?([A-Z]{1,2}|\\d{1,2}|[IVX]{1,5})"
                            + "(?:[-.]\\d{1,2})?[\"\u201D]?"
                            + "(?:\\s*[.:\u2013\u2014-]\\s*|\\s+|$)(?:\\p{Lu}.{0,60})?$");
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "(?:(?:SECTION|Section|\u00A7)\\s*)?(\\d{1,2}(?:\\.\\d{1,2}){1,4})\\.?"
                            + "(?:\\s*[\u2013\u2014-]\\s*|\\s+|$)(?:("
                            + TITLE
                            + ")"
                            + TITLE_END
                            + "|(?=[\\p{Lu}\"\u201C(\\[])|$)");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?:(?:SECTION|Section)\\s+(\\d{1,2})[.:]?|(\\d{1,2})\\.)\\s+("
                            + TITLE
                            + ")"
                            + TITLE_END);
    private static final String MARK = "\\(([ivx]{1,6}|([a-z])\\%d{0,4}|\\d{1,2}|[A-Z]{1,2})\\)";
    private static final Pattern ITEM =
            Pattern.compile(
                    MARK.formatted(2)
                            + "\\s(?!(?:and|or|through|to|above|below|of)\\b)"
                            + "(?:(\\p{Lu}[^.:;|]{1,50})(?=\\.\\s))?");
    private static final Pattern MARKED = Pattern.compile("(#{1,6})\\s+(\\S.*)$");

    /** What may follow a sentence in a line that was run together: a clause or an item. */
    private static final Pattern INLINE =
            Pattern.compile(
                    "(?<=[.;:)\"\u201D]\\s)(?:(\\d{1,2}(?:\\.\\d{1,2}){0,2})\\.?\\s(?=[\\p{Lu}\"\u201C(])"
                            + "(?:(\\p{Lu}[^.:;|]{2,60})(?=[.:]\\s))?"
                            + "|"
                            + MARK.formatted(4)
                            + "(?=\\s(?!(?:and|or|through|to|above|below|of)\\b)))");

    private static final Pattern LISTED = Pattern.compile("(\\d{1,2})[.)]\\s");

    /** Words after a title in its line without which the line is an entry of a list. */
    private static final int MIN_BODY_WORDS = 4;

    /** Text of a first clause that is run together with the second, in UTF-16 units. */
    private static final int MIN_FIRST_CLAUSE = 120;

    /** The end of an entry in a table of contents. */
    private static final Pattern PAGE_NUMBER =
            Pattern.compile(".*?(?:(?:\\.\\s?){4,}|[^\\d\\s]\\s+\\d{1,3}$).*");

    private final String text;
    private final SectionNames names = SectionNames.known();
    private final ClauseSequence sequence = new ClauseSequence();
    private final List<Found> found = new ArrayList<>();

    private HeadingLines(String text) {
        this.text = text;
    }

    static List<Found> of(String text, List<Page> pages, List<Span> furniture) {
        HeadingLines lines = new HeadingLines(text);
        List<Span> all = TextLines.of(text, pages, furniture);
        for (int i = 0; i < all.size(); i++) {
            lines.look(all, i);
        }
        return lines.found;
    }

    private void look(List<Span> lines, int index) {
        Span line = lines.get(index);
        String content = text.substring(line.start(), line.end());
        if (content.contains(" | ")
                || content.length() <= MAX_LOOK && PAGE_NUMBER.matcher(content).matches()) {
            return;
        }
        int from = line.start();
        if (!found.isEmpty() && from < found.getLast().end()) {
            return; // The title of an article whose number stands on a line of its own.
        }
        if (!isWrapped(lines, index)) {
            int before = found.size();
            if (!named(lines, index, content) && !numbered(lines, index, content)) {
                capitals(lines, index, content);
            }
            from = found.size() > before ? found.getLast().end() : from;
        }
        inline(from, Math.max(line.end(), from));
    }

    /** Whether the line goes on with the sentence of the line before. */
    private boolean isWrapped(List<Span> lines, int index) {
        if (index == 0) {
            return false;
        }
        Span before = lines.get(index - 1);
        boolean apart = text.substring(before.end(), lines.get(index).start()).contains("\n\n");
        return TextLines.isOpen(text.substring(before.start(), before.end()), apart);
    }

    private boolean named(List<Span> lines, int index, String content) {
        Span line = lines.get(index);
        Matcher marked = matcher(MARKED, content);
        if (content.length() <= MAX_LOOK && marked.lookingAt()) {
            int level = marked.group(1).length();
            add(line.start(), line.end(), level, marked.group(2), Kind.MARKED, "");
            return true;
        }
        Matcher article = matcher(ARTICLE, content);
        if (content.length() <= MAX_LOOK && article.lookingAt()) {
            boolean titled = article.group(2) != null;
            if (titled && !Titles.isTitle(article.group(2))) {
                return false;
            }
            int end = titled ? line.end() : endOfTitle(lines, index);
            add(line.start(), end, ARTICLE_LEVEL, null, Kind.ARTICLE, article.group(1));
            sequence.restart();
            return true;
        }
        if (content.length() <= MAX_LOOK && matcher(EXHIBIT, content).lookingAt()) {
            add(line.start(), line.end(), ARTICLE_LEVEL, null, Kind.ARTICLE, content);
            sequence.restart();
            return true;
        }
        int name = names.atStart(content);
        if (name > 0) {
            add(line.start(), line.start() + name, SECTION_LEVEL, null, Kind.SECTION, "");
            return true;
        }
        return false;
    }

    private void capitals(List<Span> lines, int index, String content) {
        if (index + 1 < lines.size() && isCapitals(content, lines.get(index + 1))) {
            Span line = lines.get(index);
            add(line.start(), line.end(), SECTION_LEVEL, null, Kind.CAPITALS, "");
        }
    }

    /** "ARTICLE IX" and, on the next line, "MISCELLANEOUS". */
    private int endOfTitle(List<Span> lines, int index) {
        if (index + 1 < lines.size()) {
            Span next = lines.get(index + 1);
            String title = text.substring(next.start(), next.end());
            if (Character.isUpperCase(title.charAt(0)) && Titles.isTitle(title)) {
                return next.end();
            }
        }
        return lines.get(index).end();
    }

    private boolean isCapitals(String content, Span next) {
        String following =
                text.substring(next.start(), Math.min(next.end(), next.start() + MAX_LOOK));
        return Character.isLetter(content.charAt(0))
                && Titles.isCapitals(content)
                && !Titles.isCapitals(following)
                && following.split("\\s+").length > 3;
    }

    private boolean numbered(List<Span> lines, int index, String content) {
        int at = lines.get(index).start();
        Matcher clause = matcher(CLAUSE, content);
        if (clause.lookingAt()) {
            String title = clause.group(2);
            boolean titled = title != null && Titles.isTitle(title);
            addClause(at, at + (titled ? clause.end(2) : clause.end(1)), clause.group(1));
            return true;
        }
        Matcher number = matcher(NUMBER, content);
        if (number.lookingAt() && Titles.isTitle(number.group(3))) {
            String value = number.group(1) == null ? number.group(2) : number.group(1);
            if (!isListed(
                    lines, index, Integer.parseInt(value), content.substring(number.end(3)))) {
                addClause(at, at + number.end(3), value);
            }
            return true;
        }
        Matcher item = matcher(ITEM, content);
        if (item.lookingAt()) {
            String title = item.group(3);
            boolean titled = title != null && Titles.isTitle(title);
            addItem(at, at + (titled ? item.end(3) : item.end(1) + 1), item.group(1));
            return true;
        }
        return false;
    }

    /** "1. Aspirin", "2. Metformin": lines with a number and nothing more are a list. */
    private boolean isListed(List<Span> lines, int index, int number, String body) {
        if (body.strip().split("\\s+").length >= MIN_BODY_WORDS) {
            return false;
        }
        return index > 0 && listNumber(lines.get(index - 1)) == number - 1
                || index + 1 < lines.size() && listNumber(lines.get(index + 1)) == number + 1;
    }

    /** The number that a line begins with, or -1. */
    private int listNumber(Span line) {
        int end = Math.min(line.end(), line.start() + MAX_LOOK);
        Matcher listed = LISTED.matcher(text).region(line.start(), end);
        return listed.lookingAt() ? Integer.parseInt(listed.group(1)) : -1;
    }

    private void addClause(int start, int end, String number) {
        int parts = number.split("\\.").length;
        if (parts > 1 && sequence.isOutside(number)) {
            // The number above was not found: better none than that of the clause before.
            found.add(new Found(start, start, SECTION_LEVEL, "", Kind.CLAUSE, ""));
        }
        int level = Math.min(SECTION_LEVEL - 1 + parts, MAX_CLAUSE_LEVEL);
        add(start, end, level, null, parts == 1 ? Kind.NUMBER : Kind.CLAUSE, number);
        sequence.accept(number);
    }

    private void addItem(int start, int end, String mark) {
        add(start, end, sequence.itemLevel(mark), null, Kind.ITEM, mark);
    }

    /** What a line that was run together from several has in its middle. */
    private void inline(int from, int end) {
        int first = found.size();
        Matcher next = INLINE.matcher(text).region(from, end);
        next.useTransparentBounds(true);
        while (next.find()) {
            String number = next.group(1);
            if (number == null) {
                if (sequence.continues(next.group(3))) {
                    addItem(next.start(), next.end(), next.group(3));
                }
            } else if (isClause(number, next.group(2), next.start())) {
                boolean titled = next.group(2) != null && Titles.isTitle(next.group(2));
                addClause(next.start(), titled ? next.end(2) : next.end(1), number);
            }
        }
        for (Span name : names.within(text, from, end)) {
            add(name.start(), name.end(), SECTION_LEVEL, null, Kind.SECTION, "");
        }
        found.subList(first, found.size()).sort(Comparator.comparingInt(Found::start));
    }

    private boolean isClause(String number, @Nullable String title, int start) {
        boolean titled = title != null && Titles.isTitle(title);
        if (number.equals("1")) {
            int second = text.indexOf(" 2. ", start);
            return titled && sequence.isEmpty() && second > start + MIN_FIRST_CLAUSE;
        }
        return sequence.follows(number) && (titled || number.contains("."));
    }

    private void add(
            int start, int end, int level, @Nullable String label, Kind kind, String number) {
        String shown = label == null ? text.substring(start, end) : label;
        found.add(new Found(start, end, level, Titles.label(shown), kind, number));
    }

    private static Matcher matcher(Pattern pattern, String content) {
        return pattern.matcher(content).region(0, Math.min(content.length(), MAX_LOOK));
    }
}
