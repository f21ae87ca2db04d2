package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
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

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 9, 16, 25, 36, 49, 64, 20250408})
    void passagesOfAnyTextAreExactOrderedAndWithinTheirPage(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            String text = RandomText.of(random, 2000 + random.nextInt(8000));
            List<Page> pages = pages(random, text.length());
            List<Passage> passages = Passages.of(text, pages, List.of(), List.of());
            int at = 0;
            for (int i = 0; i < passages.size(); i++) {
                Passage passage = passages.get(i);
                Page page = pages.get(passage.page() - 1);
                assertEquals(i, passage.ordinal());
                assertEquals(text.substring(passage.start(), passage.end()), passage.text());
                assertFalse(passage.text().isBlank(), "seed " + seed);
                assertTrue(passage.start() >= at && passage.start() >= page.start());
                assertTrue(passage.end() <= page.end(), "seed " + seed);
                assertTrue(passage.text().length() <= Passages.MAX_LENGTH, "seed " + seed);
                at = passage.end();
            }
        }
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
