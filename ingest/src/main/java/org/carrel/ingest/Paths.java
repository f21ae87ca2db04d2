package org.carrel.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The headings above a place in a text, as one line. Asked in the order of the text. */
final class Paths {

    static final int MAX_LENGTH = 200;

    private static final String JOIN = " > ";

    /** A mark alone names a part of a clause, not a clause. */
    private static final Pattern MARK = Pattern.compile("\\(\\w{1,5}\\)");

    private final List<Heading> headings;
    private final Set<Integer> clauses = new HashSet<>();
    private final Deque<Heading> above = new ArrayDeque<>();
    private int next;

    Paths(List<Heading> headings) {
        this.headings = headings;
        for (Heading heading : headings) {
            if (heading.end() > heading.start() && !MARK.matcher(heading.label()).matches()) {
                clauses.add(heading.start());
            }
        }
    }

    /** Whether a clause with a title or number begins here. */
    boolean opensClause(int start) {
        return clauses.contains(start);
    }

    /** The first place from a start on that is not in a heading, nor white space or a stop. */
    int afterHeadings(String text, int start) {
        int at = start;
        for (int i = next; i < headings.size() && headings.get(i).start() <= at; i++) {
            Heading heading = headings.get(i);
            if (heading.end() > at && heading.start() <= at) {
                at = heading.end();
                while (at < text.length() && isBetween(text.charAt(at))) {
                    at++;
                }
            }
        }
        return at;
    }

    private static boolean isBetween(char c) {
        return Character.isWhitespace(c) || c == '.' || c == ':';
    }

    /** The path of what stands at a place; a later call asks for a later place. */
    String at(int place) {
        while (next < headings.size() && headings.get(next).start() <= place) {
            Heading heading = headings.get(next++);
            while (!above.isEmpty() && above.getLast().level() >= heading.level()) {
                above.removeLast();
            }
            if (!heading.label().isBlank()) {
                above.addLast(heading);
            }
        }
        return path();
    }

    /** When all does not fit, the outermost labels go: the nearest say most. */
    private String path() {
        List<String> labels = new ArrayList<>();
        int length = -JOIN.length();
        for (Heading heading : above.reversed()) {
            String label = Titles.label(heading.label());
            if (length + JOIN.length() + label.length() > MAX_LENGTH) {
                break;
            }
            labels.addFirst(label);
            length += JOIN.length() + label.length();
        }
        return String.join(JOIN, labels);
    }
}
