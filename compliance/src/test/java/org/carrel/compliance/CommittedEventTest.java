package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.tree.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommittedEventTest {

    private static final String SUBJECT = "key-0123456789abcdef";

    // 00 01 02 … 1f.
    private static final Disclosure ACTOR =
            new Disclosure(HexFormat.of().formatHex(bytesFromZero()), "J\u00fcrgen \ud834\udd1e");

    // Python's hmac, json and hashlib over the rules in compliance/README.md.
    private static final String COMMITMENT =
            "5def0492dbcaa4c945ba3718cc961b7f2c36192dad79942350bd8ecef23652aa";
    private static final String LEAF =
            "a94a3e50f81a1c11c64e8b027233195b1249747d792aefa4dde455897213ae05";
    private static final String CANONICAL =
            "{\"action\":\"answer.ask\",\"collectionId\":\"c-1\",\"details\":{\"passages\":\"3\"},"
                    + "\"form\":2,\"outcome\":\"SUCCESS\",\"personal\":{\"actor\":{\"commitment\":\""
                    + COMMITMENT
                    + "\",\"subject\":\""
                    + SUBJECT
                    + "\"}},\"purpose\":\"TREAT\",\"sequence\":7,"
                    + "\"time\":\"2026-11-01T09:30:00.123456Z\"}";

    private static byte[] bytesFromZero() {
        var bytes = new byte[32];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) i);
        return bytes;
    }

    private static CommittedEvent event(Instant time) {
        return new CommittedEvent(
                time,
                "answer.ask",
                Outcome.SUCCESS,
                "c-1",
                null,
                "TREAT",
                Map.of("passages", "3"),
                Map.of("actor", ACTOR.commitment(SUBJECT, "actor")));
    }

    @Test
    void anEntryIsTheBytesThatOtherCodeMakes() {
        var entry = new LogEntry(7, event(Instant.parse("2026-11-01T09:30:00.123456789Z")));
        assertEquals(CANONICAL, new String(entry.bytes(), StandardCharsets.UTF_8));
        assertEquals(LEAF, entry.leaf().hex());
        assertEquals(entry, LogEntry.parse(CANONICAL));
    }

    @Test
    void anEntryInTheEarlierFormIsALeafToo() {
        for (AuditEntry old : SampleLog.of(new Random(1), 20)) {
            var entry = new LogEntry(old.sequence(), old.event());
            String canonical = new String(entry.bytes(), StandardCharsets.UTF_8);
            assertEquals(entry, LogEntry.parse(canonical));
            assertEquals(Hash.leaf(entry.bytes()), entry.leaf());
        }
    }

    @Test
    void onlyTheCommittedValueInItsFieldOpensACommitment() {
        Commitment commitment = ACTOR.commitment(SUBJECT, "actor");
        assertEquals(COMMITMENT, commitment.commitment());
        assertTrue(ACTOR.opens(commitment, "actor"));
        assertFalse(ACTOR.opens(commitment, "patient"));
        assertFalse(new Disclosure(ACTOR.salt(), "J\u00fcrgen").opens(commitment, "actor"));
        assertFalse(new Disclosure("0".repeat(64), ACTOR.value()).opens(commitment, "actor"));
    }

    /** GDPR recital 26: equal values cannot be told from different ones. */
    @Test
    void theSameValueIsCommittedToDifferentlyEachTime() {
        var random = new SecureRandom();
        assertNotEquals(
                Disclosure.of("u-7", random).commitment(SUBJECT, "actor"),
                Disclosure.of("u-7", random).commitment(SUBJECT, "actor"));
    }

    @Test
    void aDisclosureDoesNotShowItsValueInALog() {
        assertFalse(ACTOR.toString().contains("rgen"));
    }

    @Test
    void anAppendedEntryNeverGoesBackInTime() {
        Instant noon = Instant.parse("2026-11-01T12:00:00Z");
        LogHead.Appended first = LogHead.EMPTY.append(event(noon));
        LogHead.Appended second = first.head().append(event(noon.minusSeconds(2)));
        LogHead.Appended third = second.head().append(event(noon.plusSeconds(1)));
        var entries = List.of(first.entry(), second.entry(), third.entry());
        assertEquals(List.of(1L, 2L, 3L), entries.stream().map(LogEntry::sequence).toList());
        assertEquals(
                List.of(noon, noon, noon.plusSeconds(1)),
                entries.stream().map(e -> e.event().time()).toList());
        assertEquals(
                Hash.node(Hash.node(first.leaf(), second.leaf()), third.leaf()),
                third.head().frontier().root());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void noOtherTextReadsAsTheSameEntry(long seed) {
        var random = new Random(seed);
        LogEntry entry = LogEntry.parse(CANONICAL);
        for (int i = 0; i < 500; i++) {
            var changed = new StringBuilder(CANONICAL);
            changed.setCharAt(random.nextInt(changed.length()), (char) (32 + random.nextInt(95)));
            try {
                LogEntry read = LogEntry.parse(changed.toString());
                assertEquals(changed.toString(), new String(read.bytes(), StandardCharsets.UTF_8));
                assertEquals(changed.toString().equals(CANONICAL), read.equals(entry));
            } catch (MalformedAuditException expected) {
                assertNotEquals(CANONICAL, changed.toString());
            }
        }
    }

    @Test
    void whatIsNoEntryIsRefused() {
        var wrong = new ArrayList<String>();
        wrong.add("");
        wrong.add("[]");
        wrong.add("{}");
        wrong.add(CANONICAL.replace("\"form\":2", "\"form\":3"));
        wrong.add(CANONICAL.replace("\"form\":2", "\"form\":1"));
        wrong.add(CANONICAL.replace("\"sequence\":7", "\"sequence\":0"));
        wrong.add(CANONICAL.replace("\"sequence\":7", "\"sequence\":9007199254740992"));
        wrong.add(CANONICAL.replace(SUBJECT, "short"));
        wrong.add(CANONICAL.replace(SUBJECT, "Ann Example of ward 7"));
        wrong.add(CANONICAL.replace(COMMITMENT, COMMITMENT.substring(2)));
        wrong.add(CANONICAL.replace("\"actor\"", "\"act or\""));
        wrong.add(CANONICAL.replace("{\"actor\":{", "{\"actor\":{\"by\":\"\","));
        wrong.add(CANONICAL.replace(".123456Z", ".123Z"));
        wrong.add(CANONICAL.replace("\"personal\"", "\"persons\""));
        wrong.add(CANONICAL.replace("SUCCESS", "GREAT"));
        wrong.add(CANONICAL.replace("\"3\"", "3"));
        wrong.add(CANONICAL.replace("\"3\"", "\"\\u0000\""));
        for (String text : wrong) {
            assertThrows(MalformedAuditException.class, () -> LogEntry.parse(text), text);
        }
    }
}
