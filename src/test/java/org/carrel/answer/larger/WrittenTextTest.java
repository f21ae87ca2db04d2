package org.carrel.answer.larger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenTextTest {

    private final StringBuilder passed = new StringBuilder();

    @Test
    void aStopThatComesInPiecesIsNeverPassedOn() {
        WrittenText text = new WrittenText(List.of("Question:"), 100, passed::append);
        assertTrue(text.add("Thirty days. Ques"));
        assertFalse(text.add("tion: what else"));
        assertEquals("Thirty days. ", passed.toString());
        assertFalse(text.isFull());
    }

    @Test
    void whatOnlyLooksLikeAStopIsPassedOnInTheEnd() {
        WrittenText text = new WrittenText(List.of("Question:"), 100, passed::append);
        text.add("No Quest");
        text.end();
        assertEquals("No Quest", passed.toString());
    }

    @Test
    void moreThanTheLimitIsCut() {
        WrittenText text = new WrittenText(List.of(), 5, passed::append);
        assertFalse(text.add("abcdefgh"));
        assertEquals("abcde", passed.toString());
        assertTrue(text.isFull());
    }

    @Test
    void emptyLinesBeforeTheTextAreNoStop() {
        WrittenText text = new WrittenText(List.of("\n"), 100, passed::append);
        assertTrue(text.add("\n\n"));
        assertTrue(text.add("Yes"));
        assertFalse(text.add(".\nMore"));
        assertEquals("Yes.", passed.toString());
    }
}
