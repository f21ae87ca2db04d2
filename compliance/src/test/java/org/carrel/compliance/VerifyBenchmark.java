package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.tree.Hash;
import org.carrel.compliance.tree.MemoryStore;
import org.carrel.compliance.tree.Proofs;
import org.carrel.compliance.tree.Tree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long an export of a million entries takes to write and to verify, and a proof in it. Every
 * entry commits to and discloses an actor; there is a checkpoint every thousand.
 */
@Tag("slow")
class VerifyBenchmark {

    private static final int ENTRIES = 1_000_000;
    private static final int EVERY = 1_000;
    private static final int PROOFS = 1_000;

    @TempDir Path folder;

    private final MemoryStore store = new MemoryStore();
    private final List<SignedNote> notes = new ArrayList<>();

    @Test
    void aMillionEntriesAreVerified() throws IOException {
        Path file = folder.resolve("export.zip");
        timed("append", this::append);
        timed("write", () -> write(file));
        System.out.printf("size: %d MB%n", Files.size(file) >> 20);
        timed("verify", () -> verify(file));
        timed("inclusion and consistency proofs, " + PROOFS + " of each", this::prove);
    }

    private interface Step {
        void run() throws IOException;
    }

    /** The processor's time counts where others share the machine. */
    private static void timed(String what, Step step) throws IOException {
        long start = System.nanoTime();
        long used = processor();
        step.run();
        System.out.printf(
                "%s: %.1f s, processor %.1f s%n",
                what, (System.nanoTime() - start) / 1e9, (processor() - used) / 1e9);
    }

    private static long processor() {
        Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return used.toNanos();
    }

    private static LogHead.Appended next(LogHead head) {
        long n = head.frontier().size();
        Disclosure actor = actor(n);
        return head.append(
                new CommittedEvent(
                        Instant.ofEpochMilli(1_800_000_000_000L + n * 20),
                        "answer.ask",
                        Outcome.SUCCESS,
                        "c-" + n % 500,
                        "d-" + n % 20_000,
                        "TREAT",
                        Map.of("passages", "p-" + n + ",p-" + (n + 1), "model", "ab".repeat(32)),
                        Map.of(
                                "actor",
                                actor.commitment("k-0123456789abc-" + n % 90_000, "actor"))));
    }

    private static Disclosure actor(long n) {
        return new Disclosure("%064x".formatted(n), "5f0c3a7e-" + n % 300);
    }

    private void append() {
        LogHead head = LogHead.EMPTY;
        for (int i = 0; i < ENTRIES; i++) {
            LogHead.Appended appended = next(head);
            store.append(appended.leaf());
            head = appended.head();
            if (head.frontier().size() % EVERY == 0) {
                notes.add(SampleExport.note(head.frontier(), false));
            }
        }
    }

    private void write(Path file) throws IOException {
        var writer =
                new PackageWriter(
                        SampleExport.KEYS,
                        notes.getLast(),
                        notes.subList(0, notes.size() - 1),
                        new Tree(store, ENTRIES));
        try (OutputStream out = Files.newOutputStream(file)) {
            writer.write(lines(), out);
        }
    }

    private static Iterator<PackageLine.Shown> lines() {
        var head = new LogHead[] {LogHead.EMPTY};
        return LongStream.range(0, ENTRIES)
                .mapToObj(n -> {
                    LogHead.Appended appended = next(head[0]);
                    head[0] = appended.head();
                    return new PackageLine.Shown(
                            appended.entry(), appended.leaf(), Map.of("actor", actor(n)));
                })
                .iterator();
    }

    private static void verify(Path file) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertEquals(0, Verify.run(new String[] {file.toString()}, out, out));
        System.out.print(said.toString(StandardCharsets.UTF_8));
    }

    private void prove() {
        var random = new Random(1);
        Hash root = store.frontier().root();
        for (int i = 0; i < PROOFS; i++) {
            long index = random.nextInt(ENTRIES);
            // A tree of its own, so that none is answered from tiles already read.
            var tree = new Tree(store, ENTRIES);
            Hash leaf = store.hashes(0, index, 1).getFirst();
            assertTrue(Proofs.includes(leaf, index, ENTRIES, tree.inclusionProof(index), root));
            List<Hash> way = tree.consistencyProof(index + 1);
            Hash before = tree.frontier(index + 1).root();
            assertTrue(Proofs.continues(index + 1, before, ENTRIES, root, way));
        }
    }
}
