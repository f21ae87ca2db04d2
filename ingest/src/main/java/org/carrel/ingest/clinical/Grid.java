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
}
