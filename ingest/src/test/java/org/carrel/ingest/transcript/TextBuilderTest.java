package org.carrel.ingest.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.carrel.ingest.Page;
import org.carrel.ingest.RandomText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBuilderTest {

    @Test
    void separatorsCollapseToTheStrongest() {
        TextBuilder out = new TextBuilder(1_000_000);
        out.append("  one  \t two \n three\n \n\n four  ");
        assertEquals("one\ttwo\nthree\n\nfour", out.text());
    }

    @Test
    void pagesStartWithTheirFirstCharacterAndMayBeEmpty() {
        TextBuilder out = new TextBuilder(1_000_000);
        for (String page : List.of("first", "", " third ")) {
            out.startPage();
            out.append(page);
            out.endPage();
        }
        assertEquals("first\n\n\n\nthird", out.text());
        assertEquals(
                List.of(new Page(1, 0, 5), new Page(2, 7, 7), new Page(3, 9, 14)), out.pages());
    }

    @Test
    void textAfterTheLastPageBelongsToIt() {
        TextBuilder out = new TextBuilder(1_000_000);
        out.startPage();
        out.append("page");
        out.endPage();
        out.paragraph();
        out.append("Attachment: a.txt");
        out.paragraph();
        out.append("attached");
        assertEquals("page\n\nAttachment: a.txt\n\nattached", out.text());
        assertEquals(List.of(new Page(1, 0, out.text().length())), out.pages());
    }

    @Test
    void lookAlikesAreWrittenPlainly() {
        TextBuilder out = new TextBuilder(1_000_000);
        out.append("o\uFB03ce\u037E \uFB01x");
        assertEquals("office; fix", out.text());
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 11, 42, 1001, 77777})
    void anyCharactersBecomeStorableText(long seed) {
        Random random = new Random(seed);
        TextBuilder out = new TextBuilder(1_000_000);
        for (int page = 0; page < 20; page++) {
            out.startPage();
            out.append(RandomText.of(random, random.nextInt(500)));
            out.endPage();
        }
        String text = out.text();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(text, new String(bytes, StandardCharsets.UTF_8), "no lone surrogate");
        assertFalse(
                text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'));
        int at = 0;
        for (Page page : out.pages()) {
            assertTrue(page.start() >= at && page.end() >= page.start(), "seed " + seed);
            assertTrue(text.substring(at, page.start()).isBlank());
            at = page.end();
        }
        assertEquals(text.length(), at);
    }
}
