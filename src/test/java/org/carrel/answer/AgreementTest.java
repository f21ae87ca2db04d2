package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    The tenant may not sublet.|The tenant shall not sublet the premises.
                    There is no fracture.|Chest film without fracture or effusion.
                    The fee is due within 30 days.|The fee is due not later than 30 days after invoice.
                    The lease may be assigned.|The lease may be assigned, but shall not be pledged.
                    Mortality was lower with statins.|Statins reduced mortality significantly.
                    Pneumonia is suspected.|Findings suggest pneumonia.
                    """)
    void theSameSideIsCarried(String sentence, String quote) {
        assertTrue(Agreement.holds(sentence, quote));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    The tenant may sublet.|The tenant shall not sublet the premises.
                    There is a fracture.|No fracture is seen.
                    The tenant must insure the premises.|The tenant may insure the premises.
                    Mortality was higher with statins.|Mortality was lower with statins.
                    Notice is given after the closing.|Notice is given before the closing.
                    All records are returned.|Some records are returned.
                    The patient has pneumonia.|The patient has possible pneumonia.
                    The dose is at least 5 mg.|The dose is at most 5 mg.
                    """)
    void theOtherSideIsNot(String sentence, String quote) {
        assertFalse(Agreement.holds(sentence, quote));
    }
}
