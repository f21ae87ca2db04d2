package org.carrel.compliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Logs of made-up events, the same for the same seed. */
final class SampleLog {

    private static final String ALPHABET = "aZ09 \"\\\n\t\u0001\u007f\u00e4\u2028\u20ac\ufb33";

    private SampleLog() {}

    static List<AuditEntry> of(Random random, int count) {
        var entries = new ArrayList<AuditEntry>(count);
        ChainHead head = ChainHead.EMPTY;
        for (int i = 0; i < count; i++) {
            AuditEntry entry = AuditChain.append(head, event(random));
            entries.add(entry);
            head = entry.head();
        }
        return entries;
    }

    static AuditEvent event(Random random) {
        var outcomes = AuditEvent.Outcome.values();
        return new AuditEvent(
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                "actor-" + text(random),
                "action-" + random.nextInt(5),
                outcomes[random.nextInt(outcomes.length)],
                random.nextBoolean() ? null : "c-" + random.nextInt(9),
                random.nextBoolean() ? null : text(random),
                random.nextBoolean() ? null : text(random),
                random.nextBoolean()
                        ? Map.of()
                        : Map.of("a" + text(random), text(random), "b", text(random)));
    }

    static String text(Random random) {
        var out = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            if (random.nextInt(8) == 0) {
                out.appendCodePoint(0x1D11E);
            } else {
                out.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return out.toString();
    }
}
