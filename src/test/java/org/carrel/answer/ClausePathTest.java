package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ClausePathTest {

    private static final String PATH = "9. Termination > 9.1 For convenience";
    private static final String TEXT =
            "9.1 For convenience. Client may terminate on sixty days' notice.\n"
                    + "9.2 For cause. Either Party may terminate for a breach. It must be material.\n"
                    + "9.3 Insolvency of a Party ends this Agreement at once";

    @Test
    void aQuoteOfTheFirstClauseStandsUnderThePathOfThePassage() {
        assertEquals(PATH, at("Client may"));
    }

    @Test
    void aQuoteOfALaterClauseStandsUnderThatClause() {
        assertEquals("9. Termination > 9.2 For cause", at("9.2 For cause"));
        assertEquals("9. Termination > 9.2 For cause", at("It must be"));
    }

    @Test
    void aClauseWithoutATitleIsNamedByItsNumber() {
        assertEquals("9. Termination > 9.3", at("ends this"));
    }

    @Test
    void whatIsNotAboveTheClauseIsLeftOut() {
        assertEquals("Lease > 10.1 Law", of("Lease > 9. Term > 9.4 End", "10.1 Law. Ohio's.", 10));
    }

    @Test
    void numbersOfAListOrInALineAreNoClauses() {
        String note = "1. Pneumonia\n2. Diabetes, HbA1c 7.9 Percent\nsee 9.2 For cause.";
        assertEquals("PROBLEMS", of("PROBLEMS", note, note.length() - 1));
        assertEquals("", of("", "No heading at all.", 3));
    }

    private static String at(String words) {
        return of(PATH, TEXT, TEXT.indexOf(words));
    }

    private static String of(String path, String text, int start) {
        return ClausePath.of(path, text, start);
    }
}
