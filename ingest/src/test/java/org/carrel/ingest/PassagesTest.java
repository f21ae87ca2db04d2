package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassagesTest {

    private static List<Passage> onePage(String text) {
        return Passages.of(text, List.of(new Page(1, 0, text.length())), List.of(), List.of());
    }

    private static int words(String text) {
        return text.strip().split("\\s+").length;
    }

    @Test
    void proseGivesPassagesOfTheSizeWanted() {
        String text = "The Client pays the fee within thirty days of the invoice. ".repeat(200);
        List<Passage> passages = onePage(text);
        for (Passage passage : passages.subList(0, passages.size() - 1)) {
            int words = words(passage.text());
            assertTrue(words >= 150 && words <= 200, words + " words");
            assertTrue(passage.text().endsWith("invoice."));
        }
    }

    @Test
    void aHeadingGoesWithWhatFollowsIt() {
        String body = "The fee is due within thirty days of the date of the invoice. ".repeat(13);
        List<Passage> passages = onePage(body + "\n\nTermination\n\n" + body);
        assertTrue(passages.get(1).text().startsWith("Termination\n\nThe fee"));
    }

    @Test
    void aShortRestJoinsThePassageBefore() {
        String body = "The fee is due within thirty days of the date of the invoice. ".repeat(13);
        assertEquals(1, onePage(body + "It bears interest.").size());
    }

    @Test
    void blankPagesHaveNoPassage() {
        String text = "First page.\n\n\n\nThird page.";
        List<Page> pages = List.of(new Page(1, 0, 11), new Page(2, 13, 13), new Page(3, 15, 26));
        List<Passage> passages = Passages.of(text, pages, List.of(), List.of());
        assertEquals(
                List.of(
                        new Passage(0, 1, 0, 11, "First page.", ""),
                        new Passage(1, 3, 15, 26, "Third page.", "")),
                passages);
    }

    @Test
    void aClauseWithItsOwnHeadingOpensAPassageUnlessTheOneBeforeIsTiny() {
        String body = "The fee is due within thirty days of the date of the invoice. ".repeat(5);
        String text = "1.1 Fee. " + body + "\n\n1.2 Tax. It is added.\n\n1.3 Interest. " + body;
        List<Page> pages = List.of(new Page(1, 0, text.length()));
        List<Heading> headings = Outline.of(text, pages, List.of(), List.of());
        List<Passage> passages = Passages.of(text, pages, headings, List.of());
        assertEquals(List.of("1.1 Fee", "1.2 Tax"), passages.stream().map(Passage::path).toList());
        assertTrue(passages.get(1).text().contains("1.3 Interest"), "tiny clauses stay together");
    }

    @Test
    void aPathIsTheHeadingsAboveAndItsOwn() {
        String text = "Lease\n\nRent\n\nIt is due.";
        List<Page> pages = List.of(new Page(1, 0, text.length()));
        List<Heading> headings =
                List.of(new Heading(0, 5, 1, "Lease"), new Heading(7, 11, 2, "Rent"));
        assertEquals(
                List.of("Lease > Rent"),
                Passages.of(text, pages, headings, List.of()).stream().map(Passage::path).toList());
    }

    @Test
    void aPathIsShortAndKeepsItsNearestLabels() {
        String text = "The fee is due.";
        List<Heading> headings = new ArrayList<>();
        for (int level = 1; level <= 5; level++) {
            headings.add(new Heading(0, 0, level, level + "x".repeat(99)));
        }
        List<Page> pages = List.of(new Page(1, 0, text.length()));
        String path = Passages.of(text, pages, headings, List.of()).getFirst().path();
        assertEquals("4" + "x".repeat(79) + " > 5" + "x".repeat(79), path);
    }

    @Test
    void runningHeadsLieInNoPassageAndNoneCrossesThem() {
        String text = "The fee is\n\nAgreement, page 2\n\ndue in May.";
        List<Page> pages = List.of(new Page(1, 0, text.length()));
        List<Passage> passages = Passages.of(text, pages, List.of(), List.of(new Span(12, 29)));
        assertEquals(
                List.of("The fee is", "due in May."),
                passages.stream().map(Passage::text).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 9, 16, 25, 36, 49, 64, 20250408})
    void passagesOfAnyTextAreExactOrderedAndCoverIt(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            String text = RandomText.of(random, 2000 + random.nextInt(8000));
            List<Page> pages = pages(random, text.length());
            List<Span> furniture = furniture(random, text.length());
            List<Heading> headings = headings(random, text.length());
            boolean[] covered = new boolean[text.length()];
            int at = 0;
            int ordinal = 0;
            for (Passage passage : Passages.of(text, pages, headings, furniture)) {
                Page page = pages.get(passage.page() - 1);
                assertEquals(ordinal++, passage.ordinal());
                assertEquals(text.substring(passage.start(), passage.end()), passage.text());
                assertFalse(passage.text().isBlank(), "seed " + seed);
                assertTrue(passage.start() >= at && passage.start() >= page.start());
                assertTrue(passage.end() <= page.end(), "seed " + seed);
                assertTrue(passage.text().length() <= Passages.MAX_LENGTH, "seed " + seed);
                assertTrue(passage.path().length() <= Paths.MAX_LENGTH, "seed " + seed);
                at = passage.end();
                Arrays.fill(covered, passage.start(), at, true);
            }
            assertCovered(text, covered, furniture, seed);
        }
    }

    private static void assertCovered(
            String text, boolean[] covered, List<Span> furniture, long seed) {
        boolean[] repeated = new boolean[text.length()];
        furniture.forEach(span -> Arrays.fill(repeated, span.start(), span.end(), true));
        for (int i = 0; i < text.length(); i++) {
            String place = "seed " + seed + " at " + i;
            assertFalse(covered[i] && repeated[i], place);
            assertTrue(covered[i] || repeated[i] || Character.isWhitespace(text.charAt(i)), place);
        }
    }

    private static List<Span> furniture(Random random, int length) {
        List<Span> spans = new ArrayList<>();
        int at = random.nextInt(1500);
        while (at < length) {
            int end = Math.min(length, at + random.nextInt(80));
            spans.add(new Span(at, end));
            at = end + random.nextInt(1500);
        }
        return spans;
    }

    private static List<Heading> headings(Random random, int length) {
        List<Heading> headings = new ArrayList<>();
        for (int at = random.nextInt(300); at < length; at += 1 + random.nextInt(300)) {
            int end = Math.min(length, at + random.nextInt(60));
            headings.add(
                    new Heading(at, end, 1 + random.nextInt(5), "h".repeat(random.nextInt(99))));
        }
        return headings;
    }

    private static List<Page> pages(Random random, int length) {
        List<Page> pages = new ArrayList<>();
        int at = 0;
        while (at < length) {
            int end = Math.min(length, at + random.nextInt(3000));
            pages.add(new Page(pages.size() + 1, at, end));
            at = end;
        }
        return pages;
    }
}
