package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    When does it start?            | DATE
                    What is the effective date?    | DATE
                    On what date does it expire?   | DATE
                    How long is the notice period? | DURATION
                    What is the renewal term?      | DURATION
                    How much is the rent?          | AMOUNT
                    What is the liability cap?     | AMOUNT
                    Which state's law governs?     | LAW
                    How many users may log in?     | COUNT
                    Which dose of aspirin?         | DOSE
                    Who are the parties?           | PARTY
                    Is the licence exclusive?      | YES_NO
                    What was agreed on tooling?    | OTHER
                    """)
    void theKindIsReadFromTheQuestion(String question, AnswerKind kind) {
        assertEquals(kind, AnswerKind.of(question), question);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DATE     | as of January 5, 2020 between                    | January 5, 2020     | 2020-01-05
                    DATE     | this 5th day of January, 2020                    | 5th day of January, 2020 | 2020-01-05
                    DATE     | from 2020-01-05 on                               | 2020-01-05          | 2020-01-05
                    DURATION | upon thirty (30) days' notice                    | thirty (30) days    | 30 days
                    DURATION | within 10 business days                          | 10 business days    | 10 business days
                    DURATION | a two-year term                                  | two-year            | 2 years
                    DURATION | for twenty-four (24) months                      | twenty-four (24) months | 24 months
                    DURATION | one hundred eighty (180) days                    | one hundred eighty (180) days | 180 days
                    DURATION | for one hundred twenty days after                | one hundred twenty days | 120 days
                    DURATION | for a year                                       | a year              | 1 year
                    AMOUNT   | shall pay $5,000.00 a month                      | $5,000.00           | USD 5000
                    AMOUNT   | an amount of 2.5 million dollars                 | 2.5 million dollars | USD 2500000
                    AMOUNT   | a royalty of 5% of sales                         | 5%                  | 5%
                    LAW      | governed by the laws of the State of New York.   | New York            | New York
                    LAW      | under the laws of England and Wales, without     | England and Wales   | England and Wales
                    LAW      | the law of the Commonwealth of Massachusetts     | Massachusetts       | Massachusetts
                    LAW      | Ohio law applies                                 | Ohio                | Ohio
                    COUNT    | up to 1,200 users                                | 1,200               | 1200
                    COUNT    | exactly seven copies                             | seven               | 7
                    DOSE     | lisinopril 20 mg daily                           | 20 mg               | 20 mg
                    PARTY    | between Alpha Holdings, Inc. and Beta LLC, for   | Alpha Holdings, Inc. and Beta LLC | Alpha Holdings, Inc.; Beta LLC
                    """)
    void aValueHasItsPlaceAndOneSpelling(
            AnswerKind kind, String quote, String text, String normalized) {
        TypedValue value = TypedValues.in(kind, List.of(citation(quote)));
        assertNotNull(value, quote);
        assertEquals(text, value.text());
        assertEquals(normalized, value.normalized());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    LAW      | in accordance with Applicable Law
                    DURATION | the year 2020
                    DATE     | Section 12.3.20 applies
                    AMOUNT   | ten people
                    """)
    void whatLooksAlikeIsNone(AnswerKind kind, String quote) {
        assertFalse(kind.fits(quote), quote);
    }

    @Test
    void theStrongestCitationThatHoldsOneIsItsPlace() {
        List<Citation> citations = List.of(citation("no figure"), citation("after 30 days"));
        TypedValue value = TypedValues.in(AnswerKind.DURATION, citations);
        assertNotNull(value);
        assertEquals(1, value.citation());
    }

    @Test
    void anEndMayBeSaidByALengthOfTime() {
        TypedValue value = TypedValues.in(AnswerKind.DATE, List.of(citation("for five years")));
        assertNotNull(value);
        assertEquals(AnswerKind.DURATION, value.kind());
    }

    @Test
    void aQuestionWithoutAKindHasNoValue() {
        assertNull(TypedValues.in(AnswerKind.OTHER, List.of(citation("on January 5, 2020"))));
    }

    private static Citation citation(String quote) {
        return new Citation(UUID.randomUUID(), "a.pdf", 1, 1, 0, quote.length(), quote, "");
    }
}
