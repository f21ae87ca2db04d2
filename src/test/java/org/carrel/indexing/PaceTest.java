package org.carrel.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theRestTakesAsLongAsWhatWasDone() {
        assertEquals(new Pace(30, 60L), Pace.of(30, MINUTE, 30));
        assertEquals(new Pace(0.6, 10_200L), Pace.of(3, Duration.ofMinutes(5), 102));
    }

    @Test
    void aFewDocumentsOrSecondsSayNothing() {
        assertNull(Pace.of(2, MINUTE, 30).secondsLeft());
        assertNull(Pace.of(30, Duration.ofSeconds(4), 30).secondsLeft());
    }

    @Test
    void oneDocumentMoreOrLessDoesNotChangeWhatIsRead() {
        assertEquals(
                Pace.of(100, MINUTE, 500).secondsLeft(), Pace.of(101, MINUTE, 499).secondsLeft());
    }

    @Test
    void onlyTheLastMinutesCount() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        Instant early = now.minus(Duration.ofHours(2));
        assertEquals(now.minus(Pace.WINDOW), Pace.since(early, now));
        assertEquals(now.minusSeconds(7), Pace.since(now.minusSeconds(7), now));
    }
}
