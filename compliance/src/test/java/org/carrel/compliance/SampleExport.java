package org.carrel.compliance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.NoteSigner;
import org.carrel.compliance.note.SampleKeys;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.compliance.tree.Frontier;
import org.carrel.compliance.tree.Hash;
import org.carrel.compliance.tree.MemoryStore;
import org.carrel.compliance.tree.Tree;

/** A made-up log with what belongs to it, the same for the same seed, and exports of it. */
final class SampleExport {

    static final String ORIGIN = "carrel.example/log";
    static final NoteSigner LOG = SampleKeys.log(ORIGIN, 11);
    static final NoteSigner WITNESS = SampleKeys.witness("witness.example/w1", 12);
    static final List<VerifierKey> KEYS = List.of(LOG.key(), WITNESS.key());

    private static final Instant START = Instant.parse("2026-11-01T09:30:00Z");

    final List<PackageLine.Shown> lines;
    final MemoryStore store = new MemoryStore();
    // By size, with a witness's line at every other one.
    final TreeMap<Long, SignedNote> notes = new TreeMap<>();

    private SampleExport(List<PackageLine.Shown> lines, int every) {
        this.lines = lines;
        for (PackageLine.Shown line : lines) {
            store.append(line.leaf());
            long size = store.frontier().size();
            if (size % every == 0 || size == lines.size()) {
                notes.put(size, note(store.frontier(), size % (2L * every) == 0));
            }
        }
    }

    /** A fifth of the entries are in form 1; the others commit, and most disclose, to an actor. */
    static SampleExport of(long seed, int entries, int every) {
        var random = new Random(seed);
        var lines = new ArrayList<PackageLine.Shown>();
        int old = entries / 5;
        for (AuditEntry entry : SampleLog.of(random, old)) {
            lines.add(shown(new LogEntry(entry.sequence(), entry.event()), Map.of()));
        }
        for (int i = old; i < entries; i++) {
            lines.add(committed(random, i + 1, START.plus(Duration.ofMillis(i / 3 * 700L))));
        }
        return new SampleExport(lines, every);
    }

    /** The same log as somebody who holds its key would write it with other entries. */
    static SampleExport anew(List<PackageLine.Shown> lines, int every) {
        return new SampleExport(lines, every);
    }

    static PackageLine.Shown committed(Random random, long sequence, Instant time) {
        var disclosures = new TreeMap<String, Disclosure>();
        disclosures.put("actor", disclosure(random));
        if (random.nextBoolean()) {
            disclosures.put("question", disclosure(random));
        }
        var personal = new TreeMap<String, Commitment>();
        String subject = HexFormat.of().toHexDigits(random.nextLong());
        disclosures.forEach((field, d) -> personal.put(field, d.commitment(subject, field)));
        AuditEvent rest = SampleLog.event(random);
        var event =
                new CommittedEvent(
                        time,
                        rest.action(),
                        rest.outcome(),
                        rest.collectionId(),
                        rest.documentId(),
                        rest.purpose(),
                        rest.details(),
                        personal);
        if (random.nextInt(4) == 0) {
            disclosures.clear();
        }
        return shown(new LogEntry(sequence, event), disclosures);
    }

    private static Disclosure disclosure(Random random) {
        var salt = new byte[32];
        random.nextBytes(salt);
        return new Disclosure(HexFormat.of().formatHex(salt), SampleLog.text(random));
    }

    static PackageLine.Shown shown(LogEntry entry, Map<String, Disclosure> disclosed) {
        return new PackageLine.Shown(entry, entry.leaf(), disclosed);
    }

    static SignedNote note(Frontier frontier, boolean witnessed) {
        var checkpoint = new Checkpoint(ORIGIN, frontier.size(), frontier.root());
        SignedNote note = LOG.sign(checkpoint);
        return witnessed
                ? WITNESS.cosign(note, START.plus(Duration.ofHours(frontier.size())))
                : note;
    }

    long size() {
        return lines.size();
    }

    Hash root(long size) {
        return new Tree(store, size()).frontier(size).root();
    }

    /** The checkpoint at a size that has one. */
    SignedNote note(long size) {
        return Objects.requireNonNull(notes.get(size), "no checkpoint is made at this size");
    }

    List<SignedNote> earlierNotes() {
        return List.copyOf(notes.headMap(size()).values());
    }

    List<String> entryLines() {
        return lines.stream().map(PackageLine::write).toList();
    }

    /** An export of the entries that are wanted. */
    void write(Path path, Predicate<PackageLine.Shown> wanted) throws IOException {
        var writer = new PackageWriter(KEYS, note(size()), earlierNotes(), new Tree(store, size()));
        try (OutputStream out = Files.newOutputStream(path)) {
            writer.write(lines.stream().filter(wanted).iterator(), out);
        }
    }

    /** An export whose parts are put together as they are given, right or wrong. */
    static void writeRaw(
            Path path, SignedNote checkpoint, List<SignedNote> earlier, List<String> entries)
            throws IOException {
        var parts = new TreeMap<String, byte[]>();
        parts.put(PackageFile.README, new byte[0]);
        parts.put(PackageFile.KEY, Keys.write(KEYS));
        parts.put(PackageFile.CHECKPOINT, checkpoint.encode());
        parts.put(PackageFile.CHECKPOINTS, bytes(earlier.stream().map(NoteLine::write)));
        parts.put(PackageFile.ENTRIES, bytes(entries.stream()));
        writeParts(path, parts);
    }

    static void writeParts(Path path, Map<String, byte[]> parts) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (var part : parts.entrySet()) {
                var entry = new ZipEntry(part.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
    }

    /** The parts of an export, to be changed. */
    static TreeMap<String, byte[]> parts(Path path) throws IOException {
        var parts = new TreeMap<String, byte[]>();
        try (PackageFile file = PackageFile.open(path)) {
            for (String name : PackageFile.PARTS) {
                try (var in = file.part(name)) {
                    parts.put(name, in.readAllBytes());
                }
            }
        }
        return parts;
    }

    static byte[] bytes(Stream<String> lines) {
        var out = new StringBuilder();
        lines.forEach(line -> out.append(line).append('\n'));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    static List<String> texts(byte[] part) {
        return Arrays.asList(new String(part, StandardCharsets.UTF_8).split("\n"));
    }
}
