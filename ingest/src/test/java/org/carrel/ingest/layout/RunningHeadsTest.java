package org.carrel.ingest.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningHeadsTest {

    @Test
    void aMisreadLetterDoesNotHideARunningHead() {
        List<PageLayout> pages =
                pages(
                        true,
                        "Northwind Lease Agreement",
                        "Northwlnd Lease Agreement",
                        "Northwind Lease Agreernent");
        assertEquals(List.of(1, 1, 1), marked(pages));
    }

    @Test
    void aClauseHeadingAtTheTopOfPagesIsNone() {
        assertEquals(
                List.of(0, 0, 0), marked(pages(true, "Article 13", "Article 17", "Article 21")));
        assertEquals(
                List.of(0, 0, 0), marked(pages(false, "Article 13", "Article 17", "Article 21")));
    }

    @Test
    void romanNumbersGoUpToo() {
        assertEquals(List.of(1, 1, 1), marked(pages(false, "iii", "iv", "v")));
    }

    @Test
    void aNumberThatDoesNotGoWithThePagesIsText() {
        assertEquals(List.of(0, 0, 0), marked(pages(false, "12", "40", "7")));
    }

    @Test
    void aBodyLineBeforeItEndsTheSearch() {
        List<PageLayout> pages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            PageLayout.Builder page = new PageLayout.Builder(600, 800, false);
            line(page, "own line " + "abc".charAt(i), 10);
            line(page, "the same on every page", 40);
            pages.add(page.build());
        }
        assertEquals(List.of(0, 0, 0), marked(pages));
    }

    private static List<PageLayout> pages(boolean recognised, String... heads) {
        List<PageLayout> pages = new ArrayList<>();
        for (String head : heads) {
            PageLayout.Builder page = new PageLayout.Builder(600, 800, recognised);
            line(page, head, 20);
            line(page, "the body says something", 400);
            pages.add(page.build());
        }
        return pages;
    }

    private static void line(PageLayout.Builder page, String text, float y) {
        page.words(text, new Box(50, y, 200, 12));
        page.endLine();
    }

    private static List<Integer> marked(List<PageLayout> pages) {
        return RunningHeads.of(pages).stream().map(lines -> lines.cardinality()).toList();
    }
}
