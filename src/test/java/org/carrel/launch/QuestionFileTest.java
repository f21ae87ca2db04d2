package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuestionFileTest {

    @Test
    void percentilesAreNearestRanks() {
        assertEquals(
                "  evidenceMs     p50     50   p95     95   max    100",
                QuestionFile.line("evidenceMs", LongStream.rangeClosed(1, 100).toArray()));
        assertEquals(
                "  evidenceMs     p50      7   p95      7   max      7",
                QuestionFile.line("evidenceMs", new long[] {7}));
    }
}
