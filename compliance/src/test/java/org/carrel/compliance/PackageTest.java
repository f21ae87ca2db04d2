package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.carrel.compliance.PackageVerdict.Broken;
import org.carrel.compliance.PackageVerdict.Intact;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.NoteException;
import org.carrel.compliance.note.SampleKeys;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.compliance.tree.Frontier;
import org.carrel.compliance.tree.Hash;
import org.carrel.compliance.tree.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageTest {

    private static final Trust NOTHING = new Trust(List.of(), List.of(), new TreeMap<>());

    private final SampleExport log = SampleExport.of(1, 60, 10);

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("export.zip");
    }

    private PackageVerdict verify(Trust trust) throws IOException {
        try (PackageFile file = PackageFile.open(file())) {
            return new PackageVerifier(file, trust).verify();
        }
    }

    private Trust kept(Long... sizes) {
        var known = new TreeMap<Long, Hash>();
        for (long size : sizes) {
            known.put(size, log.root(size));
        }
        return new Trust(List.of(SampleExport.LOG.key()), List.of(), known);
    }

    @Test
    void aWholeExportIsIntactAndConfirmsWhatWasKept() throws IOException {
        log.write(file(), line -> true);
        Intact intact = assertInstanceOf(Intact.class, verify(kept(0L, 7L, 30L, 60L)));
        assertEquals(60, intact.end().size());
        assertEquals(60, intact.shown());
        assertEquals(5, intact.checkpoints());
        assertEquals(List.of(0L, 7L, 30L, 60L), intact.known());
        assertEquals(60, intact.witnessed().getFirst().size());
    }

    @Test
    void theSameExportHasTheSameBytes() throws IOException {
        log.write(file(), line -> true);
        log.write(folder.resolve("again.zip"), line -> true);
        assertArrayEquals(
                Files.readAllBytes(file()), Files.readAllBytes(folder.resolve("again.zip")));
    }

    @Test
    void alreadyTheLastEntriesProveThatTheyContinueTheEarlierExport() throws IOException {
        log.write(file(), line -> line.entry().sequence() > 40);
        Intact intact = assertInstanceOf(Intact.class, verify(kept(40L)));
        assertEquals(20, intact.shown());
        assertEquals(List.of(40L), intact.known());
    }

    @Test
    void anySelectionOfEntriesHasTheSameRoots() throws IOException {
        log.write(file(), line -> line.entry().sequence() % 7 == 3);
        assertEquals(9, assertInstanceOf(Intact.class, verify(kept(10L, 50L))).shown());
        log.write(file(), line -> false);
        assertEquals(0, assertInstanceOf(Intact.class, verify(kept(10L, 50L))).shown());
    }

    @Test
    void whereNothingIsShownARootCannotBeComparedAndIsNotCalledIntact() throws IOException {
        log.write(file(), line -> false);
        assertThrows(IOException.class, () -> verify(kept(7L)));
    }

    @Test
    void anEmptyLogHasAnExport() throws IOException {
        SignedNote note = SampleExport.note(Frontier.EMPTY, false);
        SampleExport.writeRaw(file(), note, List.of(), List.of());
        assertEquals(0, assertInstanceOf(Intact.class, verify(NOTHING)).end().size());
    }

    @Test
    void aWitnessThatIsTrustedMustHaveSigned() throws IOException {
        log.write(file(), line -> true);
        var witness = List.of(SampleExport.WITNESS.key());
        assertInstanceOf(Intact.class, verify(new Trust(List.of(), witness, new TreeMap<>())));
        SampleExport.writeRaw(file(), unwitnessed(log.note(60L)), List.of(), log.entryLines());
        Broken broken =
                assertInstanceOf(
                        Broken.class, verify(new Trust(List.of(), witness, new TreeMap<>())));
        assertEquals("no checkpoint is signed by witness.example/w1", broken.what());
    }

    private static SignedNote unwitnessed(SignedNote note) {
        return new SignedNote(note.text(), note.signatures().subList(0, 1));
    }

    /** A tree over leaves that jump past the end would never meet the end's checkpoint. */
    @Test
    void whatIsSkippedDoesNotPassTheEnd() throws IOException {
        var tree = new Tree(log.store, 60);
        var lines = new ArrayList<String>();
        lines.add(PackageLine.Skipped.of(1, 60, tree.subtrees(0, 60)).write());
        SignedNote end = log.note(40L);
        SampleExport.writeRaw(file(), end, List.of(), lines);
        assertBroken(33, 33);
        lines.set(0, PackageLine.Skipped.of(1, 32, tree.subtrees(0, 32)).write());
        SampleExport.writeRaw(file(), end, List.of(), lines);
        assertBroken(33, 40);
        SampleExport.writeRaw(file(), end, List.of(log.note(10L)), lines);
        assertBroken(1, 32);
    }

    @Test
    void hashesThatDoNotFitWhatIsSkippedAreFound() throws IOException {
        List<Hash> hashes =
                new Tree(log.store, 60).subtrees(3, 60).stream().map(s -> s.hash()).toList();
        var lines = new ArrayList<>(log.entryLines().subList(0, 3));
        for (var wrong :
                List.of(
                        new PackageLine.Skipped(4, 60, hashes.subList(1, hashes.size())),
                        new PackageLine.Skipped(5, 60, hashes),
                        new PackageLine.Skipped(3, 60, hashes),
                        new PackageLine.Skipped(4, 4, hashes))) {
            var all = new ArrayList<>(lines);
            all.add(wrong.write());
            SampleExport.writeRaw(file(), log.note(60L), List.of(), all);
            assertBroken(4, 4);
        }
        Collections.swap(hashes = new ArrayList<>(hashes), 0, 1);
        lines.add(new PackageLine.Skipped(4, 60, hashes).write());
        SampleExport.writeRaw(file(), log.note(60L), List.of(), lines);
        assertBroken(1, 60);
    }

    @Test
    void entriesBeyondTheirBoundsAreFound() throws IOException {
        var lines = new ArrayList<>(log.entryLines());
        for (String wrong :
                List.of(
                        "{}",
                        "",
                        "{\"entry\":{},\"leaf\":\"\"}",
                        "x".repeat(PackageLine.MAX_BYTES + 1),
                        "[".repeat(10_000))) {
            lines.set(20, wrong);
            SampleExport.writeRaw(file(), log.note(60L), log.earlierNotes(), lines);
            assertBroken(21, 21);
        }
    }

    @Test
    void aCheckpointThatIsNotTheLogsIsFoundWhereItStands() throws IOException {
        SignedNote another =
                SampleKeys.log("other.example/log", 5)
                        .sign(new Checkpoint("other.example/log", 20, log.root(20)));
        var forged = new SignedNote(log.note(20L).text(), log.note(30L).signatures());
        for (SignedNote wrong : List.of(another, forged)) {
            SampleExport.writeRaw(
                    file(), log.note(60L), List.of(log.note(10L), wrong), log.entryLines());
            assertBroken(11, 20);
        }
        SampleExport.writeRaw(
                file(), log.note(60L), List.of(log.note(20L), log.note(10L)), log.entryLines());
        assertBroken(21, 21);
    }

    private void assertBroken(long first, long last) throws IOException {
        Broken broken = assertInstanceOf(Broken.class, verify(NOTHING));
        assertEquals(first + " to " + last, broken.first() + " to " + broken.last(), broken.what());
    }

    /** GDPR art. 17: what was disclosed before is no longer there, and the log is what it was. */
    @Test
    void withASubjectsSaltsGoneTheExportIsIntactAndDoesNotHoldTheValues() throws IOException {
        log.write(file(), line -> true);
        Intact before = assertInstanceOf(Intact.class, verify(kept(30L)));
        var erased =
                log.lines.stream()
                        .map(line -> new PackageLine.Shown(line.entry(), line.leaf(), Map.of()))
                        .toList();
        SampleExport.anew(erased, 10).write(file(), line -> true);
        Intact after = assertInstanceOf(Intact.class, verify(kept(30L)));
        assertEquals(before.end(), after.end());
        String entries =
                new String(
                        SampleExport.parts(file()).get(PackageFile.ENTRIES),
                        StandardCharsets.UTF_8);
        assertFalse(entries.contains("\"salt\""));
        assertTrue(entries.contains("\"commitment\""));
    }

    @Test
    void aFileThatIsNoExportIsRefused() throws IOException {
        Files.write(file(), new byte[10]);
        assertThrows(ZipException.class, () -> PackageFile.open(file()));
        SampleExport.writeParts(file(), Map.of("entries.jsonl", new byte[0]));
        assertThrows(ZipException.class, () -> PackageFile.open(file()));
        log.write(file(), line -> true);
        TreeMap<String, byte[]> parts = SampleExport.parts(file());
        parts.put("../outside", new byte[0]);
        SampleExport.writeParts(file(), parts);
        assertThrows(ZipException.class, () -> PackageFile.open(file()));
    }

    @Test
    void aZipThatSaysItsDirectoryIsHugeIsRefusedUnread() throws IOException {
        log.write(file(), line -> true);
        try (var zip = new RandomAccessFile(file().toFile(), "rw")) {
            zip.seek(zip.length() - 10);
            zip.write(new byte[] {-1, -1, -1, 127});
        }
        assertThrows(ZipException.class, () -> PackageFile.open(file()));
    }

    @Test
    void aWriterTakesCheckpointsAndEntriesInOrderAlone() {
        var tree = new Tree(log.store, 60);
        SignedNote last = log.note(60L);
        List<SignedNote> wrong = log.earlierNotes().reversed();
        assertThrows(
                IllegalArgumentException.class,
                () -> new PackageWriter(SampleExport.KEYS, last, wrong, tree));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PackageWriter(SampleExport.KEYS, last, List.of(last), tree));
        var writer = new PackageWriter(SampleExport.KEYS, last, List.of(), tree);
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        writer.write(
                                log.lines.reversed().iterator(), OutputStream.nullOutputStream()));
    }

    @Test
    void keysOfAPackageMustBeKeys() throws IOException {
        log.write(file(), line -> true);
        TreeMap<String, byte[]> parts = SampleExport.parts(file());
        for (String wrong : List.of("", "\n", "name\n", VerifierKey.class + "\n")) {
            parts.put(PackageFile.KEY, wrong.getBytes(StandardCharsets.US_ASCII));
            SampleExport.writeParts(file(), parts);
            assertThrows(NoteException.class, () -> verify(NOTHING), wrong);
        }
    }
}
