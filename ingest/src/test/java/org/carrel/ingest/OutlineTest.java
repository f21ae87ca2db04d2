package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineTest {

    private static final String BODY =
            "The Provider keeps the records of the Client for ten years after the last of them was"
                    + " made, and gives them back when asked. ";

    private static List<Heading> outline(String text) {
        return outline(text, List.of());
    }

    private static List<Heading> outline(String text, List<Heading> given) {
        return Outline.of(text, List.of(new Page(1, 0, text.length())), given, List.of());
    }

    private static List<String> labels(String text) {
        return outline(text).stream().map(Heading::label).toList();
    }

    private static String pathAt(String text, String words) {
        List<Heading> headings = outline(text);
        Paths paths = new Paths(headings);
        return paths.at(text.indexOf(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ARTICLE V TERM | ARTICLE V TERM",
                "ARTICLE IX. MISCELLANEOUS | ARTICLE IX. MISCELLANEOUS",
                "Section 12.3 Termination. Either Party may end it. | Section 12.3 Termination",
                "12.3 Termination. Either Party may end it at any time. | 12.3 Termination",
                "9.4 Governing Law. This Agreement is governed by it. | 9.4 Governing Law",
                "9.4. Governing law: the law of Oregon applies. | 9.4. Governing law",
                "2.1 The Provider shall deliver what Exhibit A lists. | 2.1",
                "7. Fees and Payment | 7. Fees and Payment",
                "Exhibit B Fee Schedule | Exhibit B Fee Schedule",
                "SCHEDULE 4.2 | SCHEDULE 4.2",
                "ALLERGIES: none known to the patient | ALLERGIES",
                "Assessment and Plan: rest and fluids | Assessment and Plan",
                "(b) Entire Agreement. It is all of it. | (b) Entire Agreement",
                "(iv) the price that is then current; | (iv)",
                "## History of Present Illness | History of Present Illness"
            })
    void aLineOfThisFormIsAHeading(String line, String label) {
        assertEquals(List.of(label), labels(line + "\n\n" + BODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The amounts are due under Section 12.3 of this Agreement.",
                "The exceptions that are listed in full and at length in clauses\n(a) and (b) apply.",
                "These are the amounts that are payable by the Client pursuant to\n"
                        + "Section 5.2 Fees and are due in thirty days.",
                "12 March 2025",
                "1.5 million dollars were paid.",
                "2.5 mg twice daily with food",
                "No. 4 of the forms is used.",
                "9.4 Governing Law ........ 23",
                "Section 12.3 Termination 41",
                "1. Aspirin\n2. Metformin 500 mg\n3. Atorvastatin 40 mg",
                "Dose | 12.3 Termination. | oral",
                "The Provider:\nkeeps the records."
            })
    void whatOnlyLooksLikeOneIsNone(String text) {
        assertEquals(List.of(), labels(text + "\n\n" + BODY));
    }

    @Test
    void levelsNest() {
        String text =
                "ARTICLE IX\n\nMISCELLANEOUS\n\n9.4 Governing Law. "
                        + BODY
                        + "\n\n(a) "
                        + BODY
                        + "\n\n(i) first words of it\n\n(ii) second words of it\n\n(b) other words"
                        + "\n\n9.5 Notices. In writing.\n\nARTICLE X\n\nTERM\n\nThree years of it.";
        assertEquals(
                "ARTICLE IX MISCELLANEOUS > 9.4 Governing Law > (a) > (ii)",
                pathAt(text, "second words"));
        assertEquals(
                "ARTICLE IX MISCELLANEOUS > 9.4 Governing Law > (b)", pathAt(text, "other words"));
        assertEquals("ARTICLE IX MISCELLANEOUS > 9.5 Notices", pathAt(text, "In writing"));
        assertEquals("ARTICLE X TERM", pathAt(text, "Three years"));
    }

    @Test
    void anIAfterAnHIsALetter() {
        StringBuilder text = new StringBuilder("3.1 Definitions. " + BODY + "\n\n");
        for (char c = 'a'; c <= 'j'; c++) {
            text.append("(").append(c).append(") words of ").append(c).append("\n\n");
        }
        assertEquals("3.1 Definitions > (i)", pathAt(text.toString(), "words of i"));
        assertEquals("3.1 Definitions > (j)", pathAt(text.toString(), "words of j"));
    }

    @Test
    void clausesInOneLineAreFoundByTheirSequence() {
        String text =
                "6.1 Term. "
                        + BODY
                        + "It renews. 6.2 Renewal. "
                        + BODY
                        + "See 9.7 Notices. Done. 7. NOTICES. "
                        + BODY;
        assertEquals(List.of("6.1 Term", "6.2 Renewal", "7. NOTICES"), labels(text));
    }

    @Test
    void aTableOfContentsHasNoHeadings() {
        String contents = "TABLE OF CONTENTS\n\n1. Definitions\n\n1.1 Scope\n\n2. Fees\n\n";
        String text = contents + "1. Definitions\n\n1.1 Scope. " + BODY + "\n\n2. Fees\n\n" + BODY;
        List<Heading> found =
                outline(text).stream()
                        .filter(heading -> heading.start() > "TABLE OF CONTENTS".length())
                        .toList();
        assertEquals(
                List.of("1. Definitions", "1.1 Scope", "2. Fees"),
                found.stream().map(Heading::label).toList());
        assertTrue(found.getFirst().start() >= contents.length());
    }

    @Test
    void aNoteRunTogetherIntoOneLineHasItsSections() {
        String text =
                "PREOPERATIVE DIAGNOSIS: 1. Bunion, right foot. 2. Pain. PROCEDURE IN DETAIL: The"
                        + " patient was brought in. ANESTHESIA: Local.";
        assertEquals(
                List.of("PREOPERATIVE DIAGNOSIS", "PROCEDURE IN DETAIL", "ANESTHESIA"),
                labels(text));
    }

    @Test
    void givenHeadingsStandAboveTheFoundOnes() {
        String text = "Lease\n\n4.1 Rent. " + BODY;
        List<Heading> given = List.of(new Heading(0, 5, 3, "Lease"));
        List<Heading> all = outline(text, given);
        assertEquals(List.of("Lease", "4.1 Rent"), all.stream().map(Heading::label).toList());
        assertTrue(all.get(1).level() > 3);
    }

    @Test
    void runningHeadsAreNone() {
        String text = "ARTICLE V\n\n" + BODY;
        Page page = new Page(1, 0, text.length());
        assertEquals(
                List.of(), Outline.of(text, List.of(page), List.of(), List.of(new Span(0, 9))));
    }

    @Test
    void labelsAreShort() {
        String text = "ARTICLE V " + "WORDS OF IT ".repeat(5).strip() + "\n\n" + BODY;
        assertTrue(labels(text).stream().allMatch(label -> label.length() <= 80));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 6, 24, 120, 20250412})
    void headingsOfAnyTextLieInItInOrder(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            String text = RandomText.of(random, 1 + random.nextInt(4000));
            int at = 0;
            for (Heading heading : outline(text)) {
                assertTrue(heading.start() >= at && heading.end() >= heading.start(), "" + seed);
                assertTrue(heading.end() <= text.length() && heading.level() > 0, "" + seed);
                at = heading.start();
            }
        }
    }
}
