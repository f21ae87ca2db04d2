package org.carrel.search.terms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextAnalyzerTest {

    @ParameterizedTest
    @CsvSource({
        "M\u00FCller, Muller",
        "\uFB01nance, finance",
        "landlord\u2019s, landlord's",
        "L.L.C., LLC",
        "b.i.d., BID",
        "p.o, PO",
        "U.S.A., usa",
        "na\u00EFve, naive"
    })
    void spellingsOfOneWordMeet(String one, String other) {
        assertEquals(TextAnalyzer.terms(other), TextAnalyzer.terms(one));
    }

    @Test
    void numbersKeepTheirPoints() {
        assertEquals(List.of("12.3", "1,000", "mg"), TextAnalyzer.terms("12.3 (1,000 mg)"));
    }
}
