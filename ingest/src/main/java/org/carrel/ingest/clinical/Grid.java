package org.carrel.ingest.clinical;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells which cell stands in which column of a table. A cell that reaches over several rows stands
 * in each of them, as a reader of the table sees it; so a row never gets another column's label.
 */
final class Grid {

    private static final int MAX_COLUMNS = 500;

    /**
     * @param header whether it labels others
     * @param wide whether it reaches over several columns, so that no one label is its own
     */
    record Cell(String text, boolean header, boolean wide) {}

    private record Rest(Cell cell, int rows) {}

    private final List<Rest> fromAbove = new ArrayList<>();

    /** A cell as written, before it is put into columns. */
    record Written(Cell cell, int rows, int columns) {}

    /** The columns of the next row, from the left. */
    List<Cell> row(List<Written> written) {
        List<Cell> columns = new ArrayList<>();
        for (Written next : written) {
            fillFromAbove(columns);
            for (int i = 0; i < next.columns() && columns.size() < MAX_COLUMNS; i++) {
                keep(columns.size(), new Rest(next.cell(), next.rows() - 1));
                columns.add(next.cell());
            }
        }
        fillFromAbove(columns);
        return columns;
    }

    private void fillFromAbove(List<Cell> columns) {
        while (columns.size() < fromAbove.size() && fromAbove.get(columns.size()).rows() > 0) {
            Rest above = fromAbove.get(columns.size());
            fromAbove.set(columns.size(), new Rest(above.cell(), above.rows() - 1));
            columns.add(above.cell());
        }
    }

    private void keep(int column, Rest rest) {
        while (fromAbove.size() <= column) {
            fromAbove.add(new Rest(rest.cell(), 0));
        }
        fromAbove.set(column, rest);
    }

    static int span(Markup cell, String attribute, int most) {
        String stated = cell.attribute(attribute);
        return stated != null && stated.matches("[1-9]\\d{0,3}")
                ? Math.min(Integer.parseInt(stated), most)
                : 1;
    }

    /** Rows of labels above one another make one label a column. */
    static void addLabels(List<Cell> columns, List<String> labels) {
        for (int i = 0; i < columns.size(); i++) {
            String label = columns.get(i).text().replaceFirst("\\s*:$", "");
            if (i == labels.size()) {
                labels.add(label);
            } else if (!label.equals(labels.get(i))) {
                labels.set(i, Plain.join(" ", labels.get(i), label));
            }
        }
    }

    /** A row as a line; empty when none of its cells says anything. */
    static String text(List<Cell> columns, List<String> labels) {
        // A row that leaves cells out would get labels of other columns.
        boolean known = columns.size() == labels.size();
        Cell before = null;
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            Cell cell = columns.get(i);
            // The cell itself, not its like: one that spans columns is written once.
            if (cell == before || cell.text().isEmpty() && known) {
                continue;
            }
            before = cell;
            row.append(row.isEmpty() ? "" : " | ");
            boolean labelled = known && !cell.header() && !cell.wide();
            if (labelled && !labels.get(i).isEmpty()) {
                row.append(labels.get(i)).append(": ");
            }
            row.append(cell.text());
        }
        return row.toString().replace('|', ' ').isBlank() ? "" : row.toString();
    }
}
