package org.carrel.ingest.clinical;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.carrel.ingest.transcript.TextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words that say what a coded entry states. An entry that refers to its words is taken at
 * its word when they name it; without a reference only a row or a list item that names it will do,
 * since a sentence may deny what it names. What nothing says is written as a line of its own.
 */
final class Anchors {

    private static final String INTRODUCTION = "Coded entries that the text does not show:";

    /** A longer line is prose. */
    private static final int LONGEST_ROW = 400;

    /** Characters of lines that one file may have looked through. */
    private static final long MOST_SEARCHED = 300_000_000;

    private static final Pattern DENIAL =
            Pattern.compile(
                    "\\b(?:no|not|non|never|none|without|denie[sd]|negative|absent|family"
                            + "|mother|father)\\b",
                    Pattern.CASE_INSENSITIVE);

    private final TextBuilder out;
    private final Places places;
    private final RecordBuilder items;
    private long searched;

    Anchors(TextBuilder out, Places places, RecordBuilder items) {
        this.out = out;
        this.places = places;
        this.items = items;
    }

    /**
     * @param lines of the section that the statements are made in
     */
    void settle(List<Place> lines, List<Statement> statements) {
        List<Statement> unsaid = new ArrayList<>();
        for (Statement statement : statements) {
            Place place = referred(statement);
            if (place == null) {
                place = shown(statement, lines);
            }
            if (place == null) {
                unsaid.add(statement);
            } else {
                items.add(statement, place.start(), place.end());
            }
        }
        out.paragraph();
        if (!unsaid.isEmpty() && !lines.isEmpty()) {
            out.append(INTRODUCTION);
        }
        unsaid.forEach(statement -> write("", statement));
        out.paragraph();
    }

    /** Writes a line that states it, after a label that is not part of it. */
    void write(String label, Statement statement) {
        out.line();
        out.append(label);
        int start = out.begin();
        out.append(Plain.of(statement.line()));
        items.add(statement, start, out.end());
    }

    private @Nullable Place referred(Statement statement) {
        return statement.references().stream()
                .map(places::place)
                .filter(place -> place != null && says(place.text(), statement))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Place shown(Statement statement, List<Place> lines) {
        List<Place> found = new ArrayList<>();
        String year = statement.from() == null ? null : statement.from().substring(0, 4);
        for (Place line : lines) {
            searched += line.text().length();
            if (searched > MOST_SEARCHED) {
                return null;
            }
            if (line.text().length() <= LONGEST_ROW
                    && says(line.text(), statement)
                    && !denies(line.text(), statement)) {
                if (year != null && line.text().contains(year)) {
                    return line;
                }
                found.add(line);
            }
        }
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static boolean denies(String line, Statement statement) {
        return !Statement.ABSENT.equals(statement.status()) && DENIAL.matcher(line).find();
    }

    private static boolean says(String text, Statement statement) {
        if (!Plain.contains(text, statement.name())) {
            return false;
        }
        boolean measured = statement.kind() == Kind.RESULT || statement.kind() == Kind.VITAL_SIGN;
        return !measured || statement.value() == null || shows(text, statement.value());
    }

    /** The number without its unit, which a table may put into the column's label. */
    private static boolean shows(String text, String value) {
        String first = value.split(" ", 2)[0];
        boolean number = !first.isEmpty() && Character.isDigit(first.charAt(0));
        if (!number) {
            return Plain.contains(text, value);
        }
        return Pattern.compile("(?<![\\d.:-])" + Pattern.quote(first) + "(?![\\d:-]|\\.\\d)")
                .matcher(text)
                .find();
    }
}
