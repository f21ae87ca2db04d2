package org.carrel.audit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.LoggedEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every format. */
class FormatsTest {

    static List<String> hostile() {
        return Samples.HOSTILE;
    }

    static Stream<Arguments> hostileInEach() {
        return Stream.of(LineFormat.values())
                .filter(format -> format != LineFormat.CSV)
                .flatMap(format -> hostile().stream().map(value -> Arguments.of(format, value)));
    }

    @ParameterizedTest
    @MethodSource("hostileInEach")
    void anEntryIsOneLine(LineFormat format, String value) {
        String line = format.line(Samples.hostile(value));
        assertEquals(1, line.lines().count(), line);
        assertFalse(line.contains("\n") || line.contains("\r"));
    }

    @ParameterizedTest
    @EnumSource(LineFormat.class)
    void nobodyIsNamedWhereNamesAreWithheld(LineFormat format) {
        LoggedEvent committed =
                Samples.event("answer.evidence", Outcome.SUCCESS, Samples.COLLECTION, null);
        for (LoggedEvent event : List.of(committed, Samples.named("audit.read"))) {
            String line = format.line(Samples.outgoing(event, true, true));
            for (String secret : List.of(Samples.ACTOR, Samples.QUESTION)) {
                assertFalse(line.contains(secret), line);
                assertFalse(line.contains(base64(secret)), line);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LineFormat.class)
    void theyAreNamedWhereNotAndTheEntryIsSaid(LineFormat format) {
        String line = format.line(Samples.outgoing("answer.evidence", true));
        assertTrue(line.contains(Samples.ACTOR), line);
        assertTrue(line.contains(Samples.QUESTION) || line.contains(base64(Samples.QUESTION)));
        String leaf = Samples.outgoing("answer.evidence", true).leaf().hex();
        assertTrue(line.contains(leaf) || line.contains(base64(leaf)), line);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
