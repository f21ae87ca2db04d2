package org.carrel.search.terms;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which numbered parts a passage is or belongs to: by its headings, and by the numbers that its
 * lines begin with, since a passage may hold several short clauses.
 */
public final class Headings {

    /** Between the headings of a path. */
    private static final String BELOW = " > ";

    private static final Pattern ARTICLE =
            Pattern.compile("(?i:article)\\s+([IVXLC]{1,7}|\\d{1,3})(?![\\p{L}\\d]).*");
    private static final Pattern EXHIBIT =
            Pattern.compile(
                    "(?i:(exhibit|schedule|annex|appendix|attachment))\\s+[\"\u201C]?"
                            + "([A-Z]{1,2}(?:-?\\d{1,2})?|\\d{1,3}(?:[.-]\\d{1,2})?)"
                            + "(?![\\p{L}\\d]).*");
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "(?:(?i:section|clause)\\s+|\u00A7\\s*)?(\\d{1,3}(?:\\.\\d{1,3}){0,4})\\.?"
                            + "(?:\\s.*|$)");

    /** In running text a number is less surely a clause's. */
    private static final Pattern CLAUSE_LINE =
            Pattern.compile(
                    "(?:(?i:section|clause)\\s+|\u00A7\\s*)?"
                            + "(?:\\d{1,2}(?:\\.\\d{1,2}){1,4}\\.?|\\d{1,2}\\.)\\s+[\\p{Lu}\"\u201C(\\[].*");

    private static final Pattern ITEM =
            Pattern.compile("\\(([a-zA-Z]{1,4}|\\d{1,2})\\)(?:\\s.*|$)");

    private final Set<String> all = new LinkedHashSet<>();
    private final Set<String> own = new LinkedHashSet<>();
    private final List<String> items = new ArrayList<>();
    private String number = "";

    private Headings(String path, String text) {
        for (String heading : path.split(BELOW)) {
            own.clear();
            if (!heading(heading.strip())) {
                item(heading.strip());
            }
        }
        for (String line : (Iterable<String>) text.lines()::iterator) {
            line(line.strip());
        }
        all.addAll(own);
    }

    /**
     * Reads them.
     *
     * @param path headings from the outermost to the innermost
     * @param text of the passage
     */
    public static Headings of(String path, String text) {
        return new Headings(path, text);
    }

    /** Terms of every part that the passage belongs to, its own included. */
    public Set<String> all() {
        return Set.copyOf(all);
    }

    /** Terms of the parts that stand in the passage itself. */
    public Set<String> own() {
        return Set.copyOf(own);
    }

    private void add(String term) {
        own.add(term);
        all.add(term);
    }

    private boolean heading(String heading) {
        Matcher clause = CLAUSE.matcher(heading);
        Matcher article = ARTICLE.matcher(heading);
        Matcher exhibit = EXHIBIT.matcher(heading);
        if (clause.matches()) {
            begin(clause.group(1));
            add(PartRule.SECTION + ':' + number);
            if (number.indexOf('.') < 0) {
                add(PartRule.ARTICLE + ':' + number); // Either word is used for "5. Term".
            }
        } else if (article.matches()) {
            begin("");
            add(PartRule.ARTICLE + ':' + Roman.arabic(article.group(1)));
        } else if (exhibit.matches()) {
            begin("");
            String label = exhibit.group(1).toLowerCase(Locale.ROOT);
            add(label + ':' + exhibit.group(2).toLowerCase(Locale.ROOT));
        } else {
            return false;
        }
        return true;
    }

    private void begin(String clause) {
        number = clause;
        items.clear();
    }

    /** The path tells the items around it. */
    private void item(String heading) {
        Matcher item = ITEM.matcher(heading);
        if (item.matches() && !number.isEmpty()) {
            items.add(mark(item));
            add(PartRule.SECTION + ':' + number + String.join("", items));
        }
    }

    private void line(String line) {
        Matcher item = ITEM.matcher(line);
        if (item.matches() && !number.isEmpty()) {
            // Nothing tells whether it stands beside the item before or in it: either.
            String mark = mark(item);
            add(PartRule.SECTION + ':' + number + mark);
            if (!items.isEmpty() && !items.contains(mark)) {
                add(PartRule.SECTION + ':' + number + String.join("", items) + mark);
            }
        } else if (CLAUSE_LINE.matcher(line).matches()
                || ARTICLE.matcher(line).matches()
                || EXHIBIT.matcher(line).matches()) {
            heading(line);
        }
    }

    private static String mark(Matcher item) {
        return '(' + item.group(1).toLowerCase(Locale.ROOT) + ')';
    }
}
