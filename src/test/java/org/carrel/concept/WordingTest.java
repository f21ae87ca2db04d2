package org.carrel.concept;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    governed by ... law/laws | governed by and construed under the laws of Ohio | true
                    governed by ... law/laws | governed by Ohio                                 | false
                    non compet*              | A Non-Competition covenant                       | true
                    notice of breach         | notice of the breach                             | true
                    notice of breach         | notice of a second breach                        | false
                    # days                   | within 30 days                                   | true
                    # days                   | within thirty days                               | true
                    # days                   | within some days                                 | false
                    pay $                    | shall pay $5,000.00 now                          | true
                    pay $                    | shall pay 5% now                                 | true
                    party consent            | the other party's consent                        | true
                    x ... y z                | x 1 2 3 4 5 6 7 8 9 10 11 y z                    | false
                    x ... y z                | x y 1 y z                                        | true
                    """)
    void isFoundInText(String wording, String text, boolean found) {
        assertEquals(found, Wording.of(wording).isIn(Words.of(text)));
    }
}
