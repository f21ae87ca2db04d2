package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryLinesTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadBackTheSame(long seed) {
        for (AuditEntry entry : SampleLog.of(new Random(seed), 50)) {
            assertEquals(entry, EntryLines.read(EntryLines.write(entry)));
            Map<String, String> details = entry.event().details();
            assertEquals(details, CanonicalForm.details(CanonicalForm.details(details)));
        }
    }

    /** One value, one spelling: any changed byte is refused or is another entry. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void noOtherLineReadsAsTheSameEntry(long seed) {
        var random = new Random(seed);
        for (AuditEntry entry : SampleLog.of(random, 20)) {
            String line = EntryLines.write(entry);
            for (int i = 0; i < 200; i++) {
                String changed = changed(line, random);
                try {
                    AuditEntry read = EntryLines.read(changed);
                    assertEquals(changed, EntryLines.write(read));
                    assertEquals(changed.equals(line), read.equals(entry));
                } catch (MalformedAuditException expected) {
                    assertEquals(false, changed.equals(line));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "\"",
                "null",
                "{\"entry\":{},\"hash\":\"\",\"previousHash\":\"\"}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}",
                "{\"a\":99999999999999999999}",
                "{\"a\":-1}",
                "{\"a\":\"\\u00\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\",\"a\":\"\"}"
            })
    void whatIsNoEntryIsRefused(String line) {
        assertThrows(MalformedAuditException.class, () -> EntryLines.read(line));
    }

    @Test
    void spellingsThatJsonAllowsButTheFormDoesNotAreRefused() {
        String line = EntryLines.write(SampleLog.of(new Random(1), 1).getFirst());
        assertThrows(MalformedAuditException.class, () -> EntryLines.read(line + " "));
        assertThrows(
                MalformedAuditException.class,
                () -> EntryLines.read(line.replace("\"form\":1", "\"form\":01")));
        assertThrows(
                MalformedAuditException.class,
                () -> EntryLines.read(line.replace("\"form\":1", "\"form\":2")));
        assertThrows(
                MalformedAuditException.class,
                () -> EntryLines.read(line.replace("actor-", "\\u0061ctor-")));
        assertThrows(
                MalformedAuditException.class,
                () -> EntryLines.read(line.replace("{\"action\"", "{\"aa\":\"\",\"action\"")));
    }

    @Test
    void anEventThatCannotBeKeptWithoutDoubtIsRefused() {
        assertThrows(MalformedAuditException.class, () -> event("", "a", Map.of()));
        assertThrows(MalformedAuditException.class, () -> event("a\0", "a", Map.of()));
        assertThrows(MalformedAuditException.class, () -> event("a", "\ud800", Map.of()));
        assertThrows(MalformedAuditException.class, () -> event("a", "a", Map.of("k", "\udc00")));
        AuditEvent large = event("a", "a", Map.of("k", "x".repeat(CanonicalForm.MAX_BYTES)));
        assertThrows(
                MalformedAuditException.class, () -> AuditChain.append(ChainHead.EMPTY, large));
    }

    private static AuditEvent event(String actor, String action, Map<String, String> details) {
        return new AuditEvent(
                Instant.EPOCH,
                actor,
                action,
                AuditEvent.Outcome.SUCCESS,
                null,
                null,
                null,
                details);
    }

    private static String changed(String line, Random random) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) (0x20 + random.nextInt(0x5f));
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
