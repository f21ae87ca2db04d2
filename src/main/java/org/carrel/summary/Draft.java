package org.carrel.summary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a summary will say, before its lines are numbered.
 *
 * @param sections in the order in which they are shown; one without lines was looked for in vain
 */
record Draft(List<Section> sections) {

    Draft {
        sections = List.copyOf(sections);
    }

    /**
     * One section.
     *
     * @param id stable, for programs
     * @param name for people
     */
    record Section(String id, String name, List<Line> lines) {
        Section {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line.
     *
     * @param from what it rests on; at least one
     * @param reason why it is worth a look; null for most
     */
    record Line(String text, Made made, List<Statement> from, @Nullable String reason) {
        Line {
            from = List.copyOf(from);
        }

        static Line quoted(Statement statement, @Nullable String reason) {
            return new Line(statement.line(), Made.QUOTED, List.of(statement), reason);
        }
    }

    boolean isEmpty() {
        return sections.stream().allMatch(section -> section.lines().isEmpty());
    }
}
