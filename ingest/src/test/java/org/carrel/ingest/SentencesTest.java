package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

    private static List<String> split(String text) {
        return Sentences.of(text, 0, text.length()).stream()
                .map(span -> text.substring(span.start(), span.end()).replace('\n', ' '))
                .toList();
    }

    @Test
    void softLineBreaksAreNotBorders() {
        assertEquals(
                List.of(
                        "This Agreement begins on the Effective Date and continues for an initial"
                                + " term of three years.",
                        "It then renews."),
                split(
                        "This Agreement begins on the Effective Date and continues for an initial\n"
                                + "term of three years. It then renews."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Larkmoor Data Services, Inc. and Hallowell, LLC are the Parties.",
                "See Order Form No. 2 for the fees.",
                "Under Sec. 4.2 the invoice is due.",
                "Dr. Renner signed for the Client.",
                "This is made by Skane S.A. (\"Provider\") and by Hallowell, Inc. (the \"Client\").",
                "Control means (a) more than half of the votes, or (b) the power to appoint.",
                "In Smith v. Jones the court held otherwise.",
                "The office is at 1730 S. Amphlett Blvd in San Mateo.",
                "Take 2.5 mg p.o. b.i.d. with food.",
                "The address is 12 U.S. Highway 9 in Hudson.",
                "1. Definitions and interpretation apply to all Exhibits."
            })
    void abbreviationsAndNumbersDoNotEndASentence(String sentence) {
        assertEquals(List.of(sentence), split(sentence));
    }

    @Test
    void aCompanyNameMayEndASentence() {
        assertEquals(
                List.of("The Provider is Larkmoor, Inc.", "The Client is Hallowell."),
                split("The Provider is Larkmoor, Inc. The Client is Hallowell."));
    }

    @Test
    void clauseListsAreSplitAtTheirClauses() {
        assertEquals(
                List.of(
                        "Client shall:",
                        "(a) give access;",
                        "(b) name one person; and",
                        "(c) report errors."),
                split(
                        "Client shall: (a) give access; (b) name one person; and (c) report errors."));
    }

    @Test
    void clinicalLinesStandAlone() {
        assertEquals(
                List.of(
                        "MEDICATIONS AT DISCHARGE",
                        "- Metformin 500 mg twice daily",
                        "- Lisinopril 20 mg daily",
                        "Allergies: penicillin",
                        "Code status: full code"),
                split(
                        "MEDICATIONS AT DISCHARGE\n- Metformin 500 mg twice daily\n"
                                + "- Lisinopril 20 mg daily\nAllergies: penicillin\n"
                                + "Code status: full code"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The amounts that are payable pursuant to\nSection 5.2 are due within thirty days.",
                "The exceptions that are listed in clauses\n(a) and (b) apply to both Parties.",
                "This agreement is made by Larkmoor Data Services,\nInc. of Delaware as Provider.",
                "The records are those which the Hallowell County\nClinics hold on the date above."
            })
    void wrappedReferencesAndNamesStayInTheirSentence(String sentence) {
        assertEquals(List.of(sentence.replace('\n', ' ')), split(sentence));
    }

    @Test
    void shortLinesThatBeginAnewAreAList() {
        assertEquals(
                List.of("Atorvastatin 40 mg", "Aspirin 81 mg", "Metformin 500 mg"),
                split("Atorvastatin 40 mg\nAspirin 81 mg\nMetformin 500 mg"));
    }

    @Test
    void headingsAndTableRowsStandAlone() {
        assertEquals(
                List.of("4. Fees and Payment", "Item | Amount", "Set-up fee | $24,000"),
                split("4. Fees and Payment\n\nItem | Amount\nSet-up fee | $24,000"));
    }

    @Test
    void aSentenceWithoutEndIsCut() {
        String text = "word ".repeat(2000);
        List<Span> spans = Sentences.of(text, 0, text.length());
        assertTrue(spans.size() > 7);
        assertTrue(spans.stream().allMatch(span -> span.length() <= Sentences.MAX_LENGTH));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 20250314})
    void sentencesOfAnyTextTileItWithoutOverlap(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            String text = RandomText.of(random, 1 + random.nextInt(4000));
            int start = random.nextInt(text.length());
            int end = start + random.nextInt(text.length() - start + 1);
            int at = start;
            for (Span span : Sentences.of(text, start, end)) {
                assertTrue(text.substring(at, span.start()).isBlank(), "seed " + seed);
                assertTrue(span.length() > 0 && span.length() <= Sentences.MAX_LENGTH);
                at = span.end();
            }
            assertTrue(at <= end && text.substring(at, end).isBlank(), "seed " + seed);
        }
    }
}
