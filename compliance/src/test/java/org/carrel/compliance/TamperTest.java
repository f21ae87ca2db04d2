package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.Verification.Broken;
import org.carrel.compliance.Verification.Intact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to change a written log is found, at the entry where it was done. */
class TamperTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anUntouchedLogIsIntactAndContainsEveryHeadItHad(long seed) {
        List<AuditEntry> log = log(seed);
        ChainHead last = log.getLast().head();
        for (AuditEntry entry : log) {
            assertEquals(
                    new Intact(log.size(), last.hash()),
                    AuditChain.verify(log.iterator(), entry.head()));
        }
        assertEquals(new Intact(log.size(), last.hash()), verify(log, null));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anEditOfAnyFieldIsFound(long seed) {
        List<AuditEntry> log = log(seed);
        for (int i = 0; i < log.size(); i++) {
            for (AuditEntry edited : edits(log.get(i))) {
                var tampered = new ArrayList<>(log);
                tampered.set(i, edited);
                assertBrokenAt(i + 1, verify(tampered, null));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anEditWhoseOwnHashWasMadeAnewIsFoundAtTheNextEntry(long seed) {
        List<AuditEntry> log = log(seed);
        for (int i = 0; i < log.size() - 1; i++) {
            var before = i == 0 ? ChainHead.EMPTY : log.get(i - 1).head();
            var tampered = new ArrayList<>(log);
            tampered.set(i, AuditChain.append(before, SampleLog.event(new Random(seed + 100))));
            assertBrokenAt(i + 2, verify(tampered, null));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aDeletedEntryIsFound(long seed) {
        List<AuditEntry> log = log(seed);
        for (int i = 0; i < log.size(); i++) {
            var tampered = new ArrayList<>(log);
            tampered.remove(i);
            assertBrokenAt(i + 1, verify(tampered, log.getLast().head()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anInsertedEntryIsFoundThereOrAtTheNext(long seed) {
        List<AuditEntry> log = log(seed);
        for (int i = 0; i < log.size(); i++) {
            var before = i == 0 ? ChainHead.EMPTY : log.get(i - 1).head();
            var tampered = new ArrayList<>(log);
            tampered.add(i, AuditChain.append(before, SampleLog.event(new Random(seed + 100))));
            assertBrokenAt(i + 2, verify(tampered, null));

            tampered.set(i, log.get(new Random(seed).nextInt(log.size())));
            Broken copied = assertInstanceOf(Broken.class, verify(tampered, null));
            assertEquals(tampered.get(i).equals(log.get(i)) ? i + 2 : i + 1, copied.sequence());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void entriesThatChangedPlacesAreFound(long seed) {
        List<AuditEntry> log = log(seed);
        for (int i = 0; i < log.size(); i++) {
            for (int j = i + 1; j < log.size(); j++) {
                var tampered = new ArrayList<>(log);
                Collections.swap(tampered, i, j);
                assertBrokenAt(i + 1, verify(tampered, null));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLogCutShortIsFoundByAKnownHeadAlone(long seed) {
        List<AuditEntry> log = log(seed);
        for (int end = 0; end < log.size(); end++) {
            List<AuditEntry> cut = log.subList(0, end);
            assertBrokenAt(end + 1, verify(cut, log.getLast().head()));
            assertInstanceOf(Intact.class, verify(cut, null));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLogWrittenAnewFromAnEntryOnIsFoundByAKnownHeadAlone(long seed) {
        List<AuditEntry> log = log(seed);
        var random = new Random(seed + 100);
        for (int from = 0; from < log.size(); from++) {
            var anew = new ArrayList<>(log.subList(0, from));
            ChainHead head = from == 0 ? ChainHead.EMPTY : log.get(from - 1).head();
            while (anew.size() < log.size() + 3) {
                anew.add(AuditChain.append(head, SampleLog.event(random)));
                head = anew.getLast().head();
            }
            assertBrokenAt(log.size(), verify(anew, log.getLast().head()));
            assertInstanceOf(Intact.class, verify(anew, null));
        }
    }

    private static List<AuditEntry> log(long seed) {
        var random = new Random(seed);
        return SampleLog.of(random, 3 + random.nextInt(12));
    }

    private static Verification verify(List<AuditEntry> log, @Nullable ChainHead known) {
        return AuditChain.verify(log.iterator(), known);
    }

    private static void assertBrokenAt(long sequence, Verification verification) {
        assertEquals(sequence, assertInstanceOf(Broken.class, verification).sequence());
    }

    private static List<AuditEntry> edits(AuditEntry entry) {
        AuditEvent e = entry.event();
        String other = entry.sequence() == 1 ? entry.hash() : ChainHead.EMPTY.hash();
        var edits = new ArrayList<AuditEntry>();
        edits.add(new AuditEntry(entry.sequence() + 1, e, entry.previousHash(), entry.hash()));
        edits.add(new AuditEntry(entry.sequence(), e, other, entry.hash()));
        edits.add(new AuditEntry(entry.sequence(), e, entry.previousHash(), "f".repeat(64)));
        for (AuditEvent event : edits(e)) {
            edits.add(new AuditEntry(entry.sequence(), event, entry.previousHash(), entry.hash()));
        }
        return edits;
    }

    /** One field after the other: a value where there was none, none where there was one. */
    private static List<AuditEvent> edits(AuditEvent e) {
        var details = new HashMap<>(e.details());
        details.put("page", "3");
        var outcome = e.outcome() == Outcome.DENIED ? Outcome.SUCCESS : Outcome.DENIED;
        String c = e.collectionId();
        String d = e.documentId();
        String p = e.purpose();
        return List.of(
                new AuditEvent(
                        e.time().plusNanos(1000),
                        e.actor(),
                        e.action(),
                        e.outcome(),
                        c,
                        d,
                        p,
                        e.details()),
                new AuditEvent(
                        e.time(), e.actor() + "x", e.action(), e.outcome(), c, d, p, e.details()),
                new AuditEvent(
                        e.time(), e.actor(), e.action() + "x", e.outcome(), c, d, p, e.details()),
                new AuditEvent(e.time(), e.actor(), e.action(), outcome, c, d, p, e.details()),
                new AuditEvent(
                        e.time(), e.actor(), e.action(), e.outcome(), other(c), d, p, e.details()),
                new AuditEvent(
                        e.time(), e.actor(), e.action(), e.outcome(), c, other(d), p, e.details()),
                new AuditEvent(
                        e.time(), e.actor(), e.action(), e.outcome(), c, d, other(p), e.details()),
                new AuditEvent(e.time(), e.actor(), e.action(), e.outcome(), c, d, p, details));
    }

    private static @Nullable String other(@Nullable String value) {
        return value == null ? "" : null;
    }
}
