package org.carrel.compliance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.NoteException;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.compliance.tree.Hash;

/** Roots that an auditor kept apart from the log: checkpoints, or earlier exports full of them. */
final class Kept {

    // 30 MB at most.
    private static final int MAX_ROOTS = 200_000;

    private final List<VerifierKey> logKeys;
    private final NavigableMap<Long, Hash> roots = new TreeMap<>();

    Kept(List<VerifierKey> logKeys) {
        this.logKeys = logKeys;
    }

    /** Roots by size. */
    NavigableMap<Long, Hash> roots() {
        return roots;
    }

    /**
     * Adds what a file holds.
     *
     * @throws NoteException if it is neither, or not signed by the log, or contradicts another one
     */
    void read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(SignedNote.MAX_BYTES + 1);
            if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
                readExport(path);
            } else {
                add(SignedNote.parse(start));
            }
        }
    }

    private void readExport(Path path) throws IOException {
        try (PackageFile export = PackageFile.open(path);
                InputStream in = export.part(PackageFile.CHECKPOINTS)) {
            add(SignedNote.parse(export.small(PackageFile.CHECKPOINT)));
            var earlier = new CarriedCheckpoints(in);
            while (earlier.size() != CarriedCheckpoints.NONE) {
                add(earlier.take());
            }
        }
    }

    private void add(SignedNote note) {
        Checkpoint checkpoint = note.checkpoint();
        if (note.verify(logKeys).stream()
                .noneMatch(s -> s.key().name().equals(checkpoint.origin()))) {
            throw new NoteException("a checkpoint that was kept is not signed by the log's key");
        }
        Hash before = roots.putIfAbsent(checkpoint.size(), checkpoint.root());
        if (before != null && !before.equals(checkpoint.root())) {
            throw new NoteException(
                    "two checkpoints that were kept at "
                            + checkpoint.size()
                            + " differ: the log's key has signed both");
        }
        if (roots.size() > MAX_ROOTS) {
            throw new NoteException("more than " + MAX_ROOTS + " checkpoints were kept");
        }
    }
}
