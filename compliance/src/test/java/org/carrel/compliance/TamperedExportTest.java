package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.carrel.compliance.PackageVerdict.Broken;
import org.carrel.compliance.PackageVerdict.Intact;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.tree.Hash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand random changes to a log before the last checkpoint that an auditor kept, each seeded
 * by its number: all are found, and where. Those who change it may hold the log's key and
 * everything in the database, but not what was kept.
 */
class TamperedExportTest {

    private static final int SOME = 150;
    private static final int TAMPERS = 1_000;
    private static final int EVERY = 20;
    private static final long KEPT = 40;

    private final SampleExport log = SampleExport.of(3, 50, EVERY);

    @TempDir Path folder;
    private Path file = Path.of("");

    /** What is done to the lines of an export, and how exactly it is found. */
    private enum Tamper {
        EDIT,
        EDIT_WITH_ITS_HASH,
        DELETE,
        INSERT,
        REORDER,
        TRUNCATE,
        DISCLOSE_ANOTHER_VALUE,
        TRUNCATE_AND_SIGN,
        FORK_AND_SIGN,
        EDIT_AND_SIGN,
        DELETE_AND_SIGN,
        INSERT_AND_SIGN
    }

    @BeforeEach
    void anUntouchedExportIsIntact() throws IOException {
        file = folder.resolve("export.zip");
        log.write(file, line -> true);
        assertInstanceOf(Intact.class, verify());
    }

    @Test
    void changesBeforeWhatWasKeptAreFoundAndLocated() throws IOException {
        tamper(0, SOME);
    }

    @Test
    @Tag("slow")
    void aThousandChangesBeforeWhatWasKeptAreFoundAndLocated() throws IOException {
        tamper(SOME, TAMPERS);
    }

    private void tamper(int from, int to) throws IOException {
        var done = new EnumMap<Tamper, Integer>(Tamper.class);
        for (int seed = from; seed < to; seed++) {
            var random = new Random(seed);
            Tamper tamper = Tamper.values()[random.nextInt(Tamper.values().length)];
            int at = random.nextInt((int) KEPT);
            Broken expected = apply(tamper, at, random);
            Broken found = assertInstanceOf(Broken.class, verify(), tamper + " by seed " + seed);
            String where = tamper + " of " + (at + 1) + " by seed " + seed + ": " + found;
            assertEquals(expected.first(), found.first(), where);
            assertEquals(expected.last(), found.last(), where);
            assertTrue(found.first() <= at + 1 && at + 1 <= found.last(), where);
            done.merge(tamper, 1, Integer::sum);
        }
        assertEquals(Tamper.values().length, done.size(), "not every kind was tried");
    }

    private PackageVerdict verify() throws IOException {
        var known = new TreeMap<Long, Hash>();
        known.put(20L, log.root(20));
        known.put(KEPT, log.root(KEPT));
        var trust = new Trust(List.of(SampleExport.LOG.key()), List.of(), known);
        try (PackageFile export = PackageFile.open(file)) {
            return new PackageVerifier(export, trust).verify();
        }
    }

    /** Does it, and says where it is to be found. */
    private Broken apply(Tamper tamper, int at, Random random) throws IOException {
        return switch (tamper) {
            case EDIT, EDIT_WITH_ITS_HASH, DELETE, INSERT, REORDER, TRUNCATE ->
                    withoutTheKey(tamper, at, random);
            case DISCLOSE_ANOTHER_VALUE -> disclose(at, random);
            default -> withTheKey(tamper, at, random);
        };
    }

    private Broken withoutTheKey(Tamper tamper, int at, Random random) throws IOException {
        var lines = new ArrayList<>(log.entryLines());
        Broken expected = at(at + 1L);
        switch (tamper) {
            case EDIT -> {
                var other = new PackageLine.Shown(another(at, random).entry(), leaf(at), Map.of());
                lines.set(at, other.write());
            }
            case EDIT_WITH_ITS_HASH -> {
                lines.set(at, another(at, random).write());
                // Nothing but the root is wrong: it is found at the next checkpoint.
                expected = between(at / EVERY * EVERY + 1L, (at / EVERY + 1L) * EVERY);
            }
            case DELETE -> lines.remove(at);
            case INSERT -> lines.add(at, lines.get(at + 1 + random.nextInt(5)));
            case REORDER -> Collections.swap(lines, at, at + 1 + random.nextInt(5));
            default -> {
                lines.subList(at, lines.size()).clear();
                expected = between(at + 1L, log.size());
            }
        }
        SampleExport.writeRaw(file, log.note(log.size()), log.earlierNotes(), lines);
        return expected;
    }

    /** Another value for somebody who did commit to one; the entry itself is left alone. */
    private Broken disclose(int at, Random random) throws IOException {
        var lines = new ArrayList<>(log.entryLines());
        PackageLine.Shown line = log.lines.get(at);
        var other = SampleExport.committed(random, 1, Instant.EPOCH).disclosed();
        var value = other.getOrDefault("actor", new Disclosure("0".repeat(64), "somebody"));
        lines.set(
                at,
                new PackageLine.Shown(line.entry(), line.leaf(), Map.of("actor", value)).write());
        SampleExport.writeRaw(file, log.note(log.size()), log.earlierNotes(), lines);
        return at(at + 1L);
    }

    /** All sequences, hashes and checkpoints are made anew; only what was kept says otherwise. */
    private Broken withTheKey(Tamper tamper, int at, Random random) throws IOException {
        var lines = new ArrayList<>(log.lines);
        switch (tamper) {
            case EDIT_AND_SIGN -> lines.set(at, another(at, random));
            case DELETE_AND_SIGN -> lines.remove(at);
            case INSERT_AND_SIGN -> lines.add(at, another(at, random));
            case FORK_AND_SIGN -> {
                for (int i = at; i < lines.size(); i++) {
                    lines.set(i, another(i, random));
                }
            }
            default -> lines.subList(at, lines.size()).clear();
        }
        var numbered = new ArrayList<PackageLine.Shown>();
        for (PackageLine.Shown line : lines) {
            var entry = new LogEntry(numbered.size() + 1L, line.entry().event());
            numbered.add(SampleExport.shown(entry, line.disclosed()));
        }
        SampleExport anew = SampleExport.anew(numbered, EVERY);
        SignedNote end =
                numbered.isEmpty()
                        ? SampleExport.note(anew.store.frontier(), false)
                        : anew.note(anew.size());
        SampleExport.writeRaw(file, end, anew.earlierNotes(), anew.entryLines());
        long before = at < 20 ? 0 : 20;
        return tamper == Tamper.TRUNCATE_AND_SIGN
                ? truncated(at)
                : between(before + 1, before == 0 ? 20 : KEPT);
    }

    private static Broken truncated(int at) {
        return between(at + 1L, KEPT);
    }

    /** Another entry in the same place, at the same time. */
    private PackageLine.Shown another(int at, Random random) {
        Instant time = log.lines.get(Math.max(at, 10)).entry().event().time();
        return SampleExport.committed(random, at + 1L, time);
    }

    private Hash leaf(int at) {
        return log.lines.get(at).leaf();
    }

    private static Broken at(long sequence) {
        return between(sequence, sequence);
    }

    private static Broken between(long first, long last) {
        return new Broken(first, last, "");
    }
}
