package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceCheckTest {

    private static final SentenceCheck CHECK =
            new SentenceCheck(
                    "What do the notes say?",
                    List.of(
                            quote("Opacity in the right lower lobe, 2.5 cm."),
                            quote("Kansas law governs, and conflict rules do not apply."),
                            quote("Metformin 1000 mg twice daily; no insulin was given."),
                            quote("The fee is $12,000, due on May 4, 2016 in New York.")),
                    (sentence, quotes) -> 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The opacity is in the right lower lobe.|true",
                "The opacity is 2.5 cm in the right lower lobe.|true",
                "The opacity is 3.5 cm in the right lower lobe.|false",
                "The fee is $12000.|true",
                "The fee is due in New York on May 4, 2016.|true",
                "The fee is due in Boston on May 4, 2016.|false",
                "The fee is not due on May 4, 2016.|false",
                "The notes say the following.|false",
                "Kansas governs the contract.|true",
                "Kansas does not govern the contract.|false",
                "The fee is due on 4 May 2016.|true",
                "The fee is due on 5 May 2016.|false",
                "Metformin 1000 mcg twice daily.|false",
                "The opacity is in the left lower lobe.|false",
                "Aspirin is taken against headache before breakfast.|false"
            })
    void aSentenceIsSupportedJustWhenItsEvidenceCarriesIt(String sentence, boolean supported) {
        assertEquals(supported, CHECK.check(sentence).supported());
    }

    @Test
    void eachSentenceCitesTheQuoteNearestToIt() {
        assertEquals(3, CHECK.check("The fee is $12,000.").citations().getFirst());
        assertEquals(
                0, CHECK.check("The opacity is in the right lower lobe.").citations().getFirst());
    }

    @Test
    void aSentenceThatClaimsNothingFromTheEvidenceIsNotSupported() {
        assertEquals(Fault.NOTHING_NEW, CHECK.check("Yes.").fault());
    }

    @Test
    void theQuestionSaidAgainIsNoAnswer() {
        SentenceCheck check =
                new SentenceCheck(
                        "Does the patient have known allergies?",
                        List.of(
                                quote("Patient currently has Blue Cross."),
                                quote("No Known Allergies.")),
                        (sentence, quotes) -> 1);
        assertFalse(check.check("Yes, the patient has known allergies.").supported());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The Lessee shall give at least sixty (60) days' notice to the Lessor.|null",
                "The Lessee must give at least 60 days' notice to the Lessor.|null",
                "The Lessor shall give at least sixty (60) days' notice to the Lessee.|WORDS",
                "The Lessee may give at least sixty (60) days' notice to the Lessor.|QUANTITY",
                "The Lessee shall give at most sixty (60) days' notice to the Lessor.|QUANTITY",
                "The Lessee shall give sixty (60) months' notice to the Lessor.|FIGURE",
                "The Lessee shall not give at least sixty days' notice to the Lessor.|NEGATION",
                "The Lessee shall give at least sixty days' notice to Acme.|QUANTITY"
            })
    void whatIsNearlyRepeatedIsHeldWordByWord(String sentence, String fault) {
        SentenceCheck check =
                new SentenceCheck(
                        "What is the rule?",
                        List.of(
                                quote(
                                        "The Lessee shall give at least sixty (60) days' notice to"
                                                + " the Lessor before the end of the term."),
                                quote("Acme keeps the deposit.")),
                        (stated, quotes) -> 1);
        assertEquals(fault, String.valueOf(check.check(sentence).fault()));
    }

    @Test
    void whatMeansSomethingElseIsNotSupported() {
        SentenceCheck check =
                new SentenceCheck(
                        "What is the fee?",
                        List.of(quote("The fee, under this Agreement, is $12,000.")),
                        (stated, quotes) -> 0.2);
        assertEquals(Fault.MEANING, check.check("$12,000 is the fee.").fault());
    }

    private static Citation quote(String text) {
        return new Citation(new UUID(0, 1), "note.txt", 1, 1, 0, text.length(), text, "");
    }
}
