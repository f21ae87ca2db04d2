package org.carrel.ingest.clinical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7TimeTest {

    @ParameterizedTest
    @CsvSource({
        "2019, 2019",
        "201903, 2019-03",
        "20190313, 2019-03-13",
        "2019031313, 2019-03-13T13",
        "201903131352, 2019-03-13T13:52",
        "20190313135212, 2019-03-13T13:52:12",
        "20190313135212.0450, 2019-03-13T13:52:12.0450",
        "20190313135212-0500, 2019-03-13T13:52:12-05:00",
        "201903131352+01, 2019-03-13T13:52+01:00",
        "20190313-0500, 2019-03-13",
        "201903131352-5000, 2019-03-13T13:52"
    })
    void aStampKeepsItsPrecision(String stamp, String iso) {
        assertEquals(iso, Hl7Time.iso(stamp));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20191301", "20190230", "201903132560", "about 2019", "0000"})
    void whatIsNoTimeIsNone(String stamp) {
        assertNull(Hl7Time.iso(stamp));
    }

    @Test
    void anInstantNeedsADay() {
        assertEquals(Instant.parse("2019-03-13T00:00:00Z"), Hl7Time.instant("2019-03-13"));
        assertEquals(
                Instant.parse("2019-03-13T18:52:00Z"), Hl7Time.instant("2019-03-13T13:52-05:00"));
        assertEquals(Instant.parse("2019-03-13T13:52:00Z"), Hl7Time.instant("2019-03-13T13:52"));
        assertNull(Hl7Time.instant("2019-03"));
    }
}
