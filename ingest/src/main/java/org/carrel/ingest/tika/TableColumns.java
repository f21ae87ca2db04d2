package org.carrel.ingest.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.carrel.ingest.transcript.TextBuilder;

/**
 * The names of a table's columns, told to the text as a section that its rows stand in: a passage
 * from the middle of a long table then still says what its numbers are.
 */
final class TableColumns {

    /** Below every heading. */
    static final int LEVEL = 20;

    private static final int MAX_NAME = 40;
    private static final Pattern VALUE = Pattern.compile("[\\d\\s.,:/$\u20AC\u00A3%+()-]*");

    private final TextBuilder out;
    private final List<String> names = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private int tables;
    private boolean firstRow;
    private boolean named;

    TableColumns(TextBuilder out) {
        this.out = out;
    }

    void startTable() {
        tables++;
        if (tables == 1) {
            firstRow = true;
            named = false;
            names.clear();
        }
    }

    void startCell() {
        cell.setLength(0);
    }

    void characters(char[] buffer, int start, int length) {
        if (firstRow) {
            cell.append(
                    buffer,
                    start,
                    Math.min(length, MAX_NAME + 1 - Math.min(cell.length(), MAX_NAME)));
        }
    }

    void endCell() {
        if (firstRow) {
            names.add(cell.toString().replaceAll("\\s+", " ").strip());
        }
    }

    void endRow() {
        if (tables == 1 && firstRow && !names.isEmpty()) {
            firstRow = false;
            if (names.size() > 1 && names.stream().allMatch(TableColumns::isName)) {
                named = true;
                out.startSection(String.join(" | ", names), LEVEL);
            }
        }
    }

    private static boolean isName(String text) {
        return text.length() <= MAX_NAME && !VALUE.matcher(text).matches();
    }

    void endTable() {
        tables = Math.max(tables - 1, 0);
        if (tables == 0 && named) {
            named = false;
            out.endSection(LEVEL);
        }
    }
}
