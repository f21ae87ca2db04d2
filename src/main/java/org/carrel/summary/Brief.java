package org.carrel.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few lines on top: the best of each section, in the order of the sections. */
final class Brief {

    static final String ID = "brief";

    private static final int LINES = 8;

    private Brief() {}

    /** The same lines, with the brief before them. */
    static Draft before(Draft draft) {
        List<Draft.Section> sections = new ArrayList<>();
        sections.add(of(draft));
        sections.addAll(draft.sections());
        return new Draft(sections);
    }

    /** The brief alone. */
    static Draft alone(Draft draft) {
        return new Draft(List.of(of(draft)));
    }

    private static Draft.Section of(Draft draft) {
        // A line that two sections begin with is said once, with the reason that one of them has.
        Map<String, Draft.Line> lines = new LinkedHashMap<>();
        draft.sections().stream()
                .filter(section -> !section.lines().isEmpty())
                .map(section -> section.lines().getFirst())
                .forEach(line ->
                        lines.merge(line.text(), line, (a, b) -> a.reason() == null ? b : a));
        return new Draft.Section(ID, "In brief", lines.values().stream().limit(LINES).toList());
    }
}
