package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

    private final List<String> pieces = new ArrayList<>();

    @Test
    void stopStringEndsTheAnswerAndIsNotPartOfIt() {
        AnswerText text = answer("zz", "\n\n");
        assertFalse(add(text, "ab\n"));
        assertTrue(add(text, "\ncd"));
        assertEquals("ab", text.text());
        assertEquals(List.of("a", "b"), pieces);
    }

    @Test
    void whatMayBeginAStopStringIsHeldUntilItIsKnown() {
        AnswerText text = answer("<end>");
        add(text, "a<e");
        assertEquals(List.of("a"), pieces);
        add(text, "n");
        assertEquals(List.of("a"), pieces);
        add(text, "t");
        assertEquals(List.of("a", "<ent"), pieces);
    }

    @Test
    void heldTextIsGivenWhenTheAnswerEnds() {
        AnswerText text = answer("<end>");
        add(text, "a<e");
        text.end();
        assertEquals("a<e", text.text());
        assertEquals(List.of("a", "<e"), pieces);
    }

    @Test
    void theFirstOfSeveralStopStringsCounts() {
        AnswerText text = answer("d", "bc");
        assertTrue(add(text, "abcd"));
        assertEquals("a", text.text());
    }

    /** Each character is one token here. */
    private boolean add(AnswerText text, String characters) {
        return characters.codePoints().anyMatch(text::add);
    }

    private AnswerText answer(String... stops) {
        return new AnswerText(ids -> new String(ids, 0, ids.length), List.of(stops), pieces::add);
    }
}
