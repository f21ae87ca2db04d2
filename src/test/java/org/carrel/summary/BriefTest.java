package org.carrel.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BriefTest {

    @Test
    void aLineThatTwoSectionsBeginWithIsSaidOnceWithItsReason() {
        Draft draft =
                new Draft(
                        List.of(
                                section("term", line("It renews for a year.", null)),
                                section("law", line("Kansas governs.", null)),
                                section(
                                        "unusual",
                                        line("It renews for a year.", "It renews by itself."))));
        List<Draft.Line> brief = Brief.alone(draft).sections().getFirst().lines();
        assertEquals(
                List.of("It renews for a year.", "Kansas governs."),
                brief.stream().map(Draft.Line::text).toList());
        assertEquals("It renews by itself.", brief.getFirst().reason());
    }

    private static Draft.Section section(String id, Draft.Line line) {
        return new Draft.Section(id, id, List.of(line));
    }

    private static Draft.Line line(String text, @Nullable String reason) {
        return Draft.Line.quoted(
                new Statement(1, 0, text.length(), text, "", "", 0, 0, false), reason);
    }
}
