package org.carrel.ingest.clinical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carrel.ingest.transcript.TextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a person wrote: CDA's narrative block (CDA R2, 4.3.5) or FHIR's XHTML. Paragraphs and
 * list items are lines. A row of a table is a line, each cell with its column's label before it, so
 * that a row can be read, found and quoted on its own; the row of labels stands above them once.
 */
final class Narrative {

    private static final Set<String> UNSEEN =
            Set.of("renderMultiMedia", "img", "script", "style", "head", "title", "col");
    private static final Set<String> BLOCKS =
            Set.of(
                    "text",
                    "paragraph",
                    "p",
                    "div",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "blockquote",
                    "dl",
                    "dt",
                    "dd",
                    "pre",
                    "section",
                    "caption",
                    "body");
    private static final Set<String> LISTS = Set.of("list", "ul", "ol");
    private static final Set<String> ITEMS = Set.of("item", "li");

    /** What is longer is no place to point at. */
    private static final int MOST_LINES = 100;

    private final TextBuilder out;
    private final List<Place> lines = new ArrayList<>();
    private final Places places;
    private final Map<String, int[]> named = new HashMap<>();
    private final StringBuilder line = new StringBuilder();
    private String mark = "";
    private boolean asWritten;
    private int lists;

    /**
     * @param places gets what each element with an ID says, and where
     */
    Narrative(TextBuilder out, Places places) {
        this.out = out;
        this.places = places;
    }

    /** Writes an element with all that is in it, and gives the lines. */
    List<Place> write(Markup element) {
        out.paragraph();
        walk(element);
        flush();
        out.paragraph();
        named.forEach((id, range) -> place(id, range[0], range[1]));
        return lines;
    }

    private void place(String id, int first, int last) {
        if (last < first || last >= lines.size() || last - first > MOST_LINES) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Place each : lines.subList(first, last + 1)) {
            text.append(text.isEmpty() ? "" : "\n").append(each.text());
        }
        int end = lines.get(last).end();
        places.add(id, new Place(lines.get(first).start(), end, text.toString()));
    }

    private void walk(Markup element) {
        String name = element.name();
        if (UNSEEN.contains(name)) {
            return;
        }
        boolean block = BLOCKS.contains(name) || LISTS.contains(name) || name.equals("table");
        if (block) {
            end();
        }
        int first = lines.size();
        if (name.equals("table")) {
            table(element);
        } else if (LISTS.contains(name)) {
            list(element);
        } else if (name.equals("br")) {
            flush();
        } else {
            boolean outer = asWritten;
            asWritten |= name.equals("pre");
            open(element);
            content(element);
            close(element);
            asWritten = outer;
        }
        if (block) {
            end();
        }
        name(element, first);
    }

    private void content(Markup element) {
        for (Node node : element.content()) {
            switch (node) {
                case Markup child -> walk(child);
                case Node.Characters characters -> characters(characters.text());
            }
        }
    }

    private void characters(String text) {
        if (!asWritten) {
            line.append(text);
            return;
        }
        for (String each : text.split("(?<=\n)", -1)) {
            line.append(each);
            if (each.endsWith("\n")) {
                flush();
            }
        }
    }

    /** A note at the foot stands where it is written, in brackets: on paper it has no foot here. */
    private void open(Markup element) {
        if (element.is("footnote")) {
            line.append(" [");
        }
    }

    private void close(Markup element) {
        if (element.is("footnote")) {
            line.append("] ");
        }
    }

    private void list(Markup list) {
        boolean ordered = list.is("ol") || list.has("listType", "ordered");
        int number = 0;
        lists++;
        for (Markup child : list.elements().toList()) {
            flush();
            if (ITEMS.contains(child.name())) {
                number++;
                mark = ordered ? number + "." : "\u2022";
            }
            int first = lines.size();
            content(child);
            flush();
            mark = "";
            name(child, first);
        }
        lists--;
    }

    private void table(Markup table) {
        List<String> labels = new ArrayList<>();
        for (Markup part : table.elements().toList()) {
            switch (part.name()) {
                case "caption" -> walk(part);
                case "thead", "tbody", "tfoot" -> {
                    int first = lines.size();
                    rows(part, labels, part.is("thead"));
                    name(part, first);
                }
                default -> {}
            }
        }
        rows(table, labels, false);
    }

    private void rows(Markup part, List<String> labels, boolean head) {
        Grid grid = new Grid();
        boolean first = labels.isEmpty();
        for (Markup row : part.children("tr").toList()) {
            int at = lines.size();
            List<Grid.Cell> columns = grid.row(written(row));
            boolean titles = columns.stream().allMatch(Grid.Cell::header);
            if (head || first && titles) {
                Grid.addLabels(columns, labels);
                writeRow(columns, List.of());
            } else {
                writeRow(columns, labels);
            }
            first &= titles;
            name(row, at);
        }
    }

    private List<Grid.Written> written(Markup row) {
        List<Grid.Written> cells = new ArrayList<>();
        int at = lines.size();
        for (Markup cell : row.elements().toList()) {
            if (cell.is("td") || cell.is("th")) {
                int columns = Grid.span(cell, "colspan", 100);
                StringBuilder text = new StringBuilder();
                flat(cell, text, at);
                cells.add(
                        new Grid.Written(
                                new Grid.Cell(Plain.of(text), cell.is("th"), columns > 1),
                                Grid.span(cell, "rowspan", 1000),
                                columns));
            }
        }
        return cells;
    }

    /** A cell on one line; whatever has an ID in it stands in the row that comes next. */
    private void flat(Markup element, StringBuilder text, int row) {
        String id = id(element);
        if (id != null) {
            named.putIfAbsent(id, new int[] {row, row});
            places.says(id, element);
        }
        for (Node node : element.content()) {
            switch (node) {
                case Node.Characters characters -> text.append(characters.text());
                case Markup child -> flatChild(child, text, row);
            }
        }
    }

    private void flatChild(Markup child, StringBuilder text, int row) {
        String name = child.name();
        if (UNSEEN.contains(name)) {
            return;
        }
        boolean footnote = name.equals("footnote");
        boolean more = ITEMS.contains(name) || name.equals("tr");
        if (more && !text.toString().isBlank() && text.charAt(text.length() - 1) != ';') {
            text.append("; ");
        }
        text.append(footnote ? " [" : isInline(name) ? "" : " ");
        flat(child, text, row);
        text.append(footnote ? "] " : isInline(name) || more ? "" : " ");
    }

    private static boolean isInline(String name) {
        return !BLOCKS.contains(name)
                && !LISTS.contains(name)
                && !name.equals("br")
                && !name.startsWith("t");
    }

    private void writeRow(List<Grid.Cell> columns, List<String> labels) {
        line.append(Grid.text(columns, labels));
        flush();
    }

    private void name(Markup element, int first) {
        String id = id(element);
        if (id != null) {
            boolean underWay = !line.toString().isBlank();
            named.putIfAbsent(id, new int[] {first, lines.size() - (underWay ? 0 : 1)});
            places.says(id, element);
        }
    }

    private static @Nullable String id(Markup element) {
        String id = element.attribute("ID");
        return id == null ? element.attribute("id") : id;
    }

    private void end() {
        flush();
        if (lists == 0) {
            out.paragraph();
        }
    }

    private void flush() {
        String text = Plain.of(line);
        line.setLength(0);
        if (text.isEmpty()) {
            return;
        }
        out.line();
        if (!mark.isEmpty()) {
            out.mark(mark);
            mark = "";
        }
        int start = out.begin();
        out.append(text);
        lines.add(new Place(start, out.end(), text));
        out.line();
    }
}
