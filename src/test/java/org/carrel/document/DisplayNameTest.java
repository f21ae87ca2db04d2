package org.carrel.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DisplayNameTest {

    @Test
    void aPathIsCutToItsLastPart() {
        assertEquals("passwd", DisplayName.of("../../etc/passwd"));
        assertEquals("lease.pdf", DisplayName.of("C:\\Users\\ada\\lease.pdf"));
    }

    @Test
    void nothingThatTurnsOrHidesLettersIsLeft() {
        assertEquals("exefdp.txt", DisplayName.of("exe\u202efdp.txt"));
        assertEquals("ab.txt", DisplayName.of("a\r\n\u0000b\u200b.txt"));
    }

    @Test
    void whatIsLeftWithoutANameGetsOne() {
        for (String nameless : new String[] {null, "", "..", "a/", " \t", "\ud800"}) {
            assertEquals("document", DisplayName.of(nameless));
        }
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        String name = DisplayName.of("x".repeat(254) + "\ud83d\ude00");
        assertEquals("x".repeat(254), name);
        assertEquals(255, DisplayName.of("y".repeat(9_000)).length());
    }
}
