package org.carrel.launch.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    @Test
    void whiteSpaceHyphensAndQuotationMarksDoNotMatter() {
        String own = "The \"Term\" ends\n\n on   31 Decem-\nber 2024. Notice: thirty days.";
        String server = "The “Term” ends on 31 December 2024.\nNotice: thirty days.";

        assertEquals("31 December 2024", placed(own, server, "31 Decem-\nber 2024"));
        assertEquals("Term” ends on", placed(own, server, "\"Term\" ends\n\n on"));
    }

    @Test
    void ligaturesAndCompatibilityFormsAreTheirLetters() {
        assertEquals("ﬁnal oﬃce", placed("the final office", "the ﬁnal oﬃce", "final office"));
    }

    @Test
    void ofEqualWordsTheOneWithTheSameNumberIsTaken() {
        String own = "pay A. pay B. pay C.";
        // A running head makes the letters differ.
        String server = "HEAD pay A. pay B. pay C.";
        Alignment alignment = new Alignment(Letters.of(own), Letters.of(server));

        Range second = alignment.place(new Range(7, 10)).orElseThrow();

        assertEquals(new Range(12, 15), second);
    }

    @Test
    void aClauseBrokenByARunningHeadIsFoundByItsEnds() {
        String clause =
                "The Supplier shall indemnify the Customer against all losses that arise from a"
                        + " breach of this clause.";
        String broken = clause.replace("all losses", "all Page 7 of 12 CONFIDENTIAL losses");

        // Ranges end with a letter.
        assertEquals(
                broken.substring(0, broken.length() - 1),
                placed("1. " + clause + " 2.", "1. " + broken + " 2.", clause));
    }

    @Test
    void whatIsNotThereHasNoPlace() {
        Alignment alignment =
                new Alignment(Letters.of("governed by Danish law"), Letters.of("nothing alike"));

        assertTrue(alignment.place(new Range(0, 22)).isEmpty());
        assertTrue(Alignment.places(Letters.of("text"), "...").isEmpty());
    }

    @Test
    void aQuotationHasEveryPlaceWhereItStands() {
        String server = "Acme Inc. and ACME INC";

        assertEquals(
                List.of(new Range(0, 8), new Range(14, 22)),
                Alignment.places(Letters.of(server), "Acme, Inc."));
    }

    @Test
    void codePointsOfASetBecomeUtf16Indexes() {
        String text = "a 𝛼 beta";
        Range range =
                Lines.range(
                        Lines.MAPPER.getNodeFactory().numberNode(4),
                        Lines.MAPPER.getNodeFactory().numberNode(8),
                        text);

        assertEquals("beta", text.substring(range.start(), range.end()));
    }

    private static String placed(String own, String server, String words) {
        int start = own.indexOf(words);
        Range range =
                new Alignment(Letters.of(own), Letters.of(server))
                        .place(new Range(start, start + words.length()))
                        .orElseThrow();
        return server.substring(range.start(), range.end());
    }
}
