package org.carrel.compliance;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.carrel.compliance.PackageVerdict.Broken;
import org.carrel.compliance.PackageVerdict.Intact;
import org.carrel.compliance.PackageVerdict.Witnessed;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.NoteException;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.Verified;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.compliance.tree.Frontier;
import org.carrel.compliance.tree.Hash;
import org.carrel.compliance.tree.Subtree;
import org.jspecify.annotations.Nullable;

/**
 * Walks an export once, line by line, and computes the log's root as it goes. Wherever a checkpoint
 * is known, be it carried or kept apart, the root must be the checkpoint's. Holds one line and some
 * sixty hashes.
 *
 * <p>A fault is located to the entry where the entry itself shows it, otherwise to between the last
 * confirmed checkpoint and the first that is not. For checkpoints that were kept apart only such
 * count as confirmed, and those that a trusted witness signed: whoever holds the log's key can sign
 * the others anew.
 */
final class PackageVerifier {

    private final PackageFile file;
    private final List<VerifierKey> logKeys;
    private final List<VerifierKey> witnessKeys;
    private final boolean witnessesAreTrusted;
    private final NavigableMap<Long, Hash> awaited;
    private final Checkpoint end;
    private final SignedNote endNote;
    private final List<Long> confirmed = new ArrayList<>();
    private final Map<VerifierKey, Witnessed> witnessed = new LinkedHashMap<>();

    private Frontier frontier = Frontier.EMPTY;
    private Instant time = FieldRules.EARLIEST;
    private long shown;
    private long checkpoints;
    // The largest sizes whose roots are confirmed: by any checkpoint, by one that cannot be forged.
    private long signedTo;
    private long anchoredTo;

    /**
     * @throws NoteException if the package's keys or its checkpoint are not in their form, or the
     *     keys those of another log
     */
    PackageVerifier(PackageFile file, Trust trust) throws IOException {
        this.file = file;
        List<VerifierKey> carried = Keys.read(file);
        logKeys = Keys.chosen(trust.logKeys(), carried, VerifierKey.Type.LOG);
        witnessKeys = Keys.chosen(trust.witnesses(), carried, VerifierKey.Type.WITNESS);
        witnessesAreTrusted = !trust.witnesses().isEmpty();
        awaited = new TreeMap<>(trust.known());
        endNote = SignedNote.parse(file.small(PackageFile.CHECKPOINT));
        end = endNote.checkpoint();
        if (logKeys.stream().noneMatch(key -> key.name().equals(end.origin()))) {
            throw new NoteException(
                    "the export is of " + end.origin() + ", the key of another log");
        }
    }

    /** Stops the walk; never leaves this class. */
    private static final class Found extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Broken broken;

        Found(long first, long last, String what) {
            super(what, null, false, false);
            broken = new Broken(first, Math.max(first, last), what);
        }
    }

    /**
     * @throws IOException if the file cannot be read, or was made so that a checkpoint kept apart
     *     cannot be compared
     */
    PackageVerdict verify() throws IOException {
        try (InputStream entries = file.part(PackageFile.ENTRIES);
                InputStream earlier = file.part(PackageFile.CHECKPOINTS)) {
            walk(new LineReader(entries, PackageLine.MAX_BYTES), new CarriedCheckpoints(earlier));
            return new Intact(end, shown, checkpoints, confirmed, List.copyOf(witnessed.values()));
        } catch (Found found) {
            return found.broken;
        }
    }

    private void walk(LineReader lines, CarriedCheckpoints earlier) throws IOException, Found {
        arrive(earlier);
        for (PackageLine line = next(lines); line != null; line = next(lines)) {
            switch (line) {
                case PackageLine.Shown entry -> {
                    check(entry);
                    append(0, entry.leaf(), earlier);
                }
                case PackageLine.Skipped skipped -> skip(skipped, earlier);
            }
        }
        if (frontier.size() < end.size()) {
            throw new Found(
                    frontier.size() + 1,
                    end.size(),
                    "missing: the checkpoint is over " + end.size() + " entries");
        }
        requireNothingLeft(earlier);
    }

    private @Nullable PackageLine next(LineReader lines) throws IOException, Found {
        try {
            String line = lines.next();
            return line == null ? null : PackageLine.parse(line);
        } catch (MalformedAuditException e) {
            throw here("the line cannot be read: " + e.getMessage());
        }
    }

    private void check(PackageLine.Shown line) throws Found {
        LogEntry entry = line.entry();
        if (entry.sequence() != frontier.size() + 1) {
            throw here("entry " + entry.sequence() + " stands in its place");
        }
        if (!leaf(entry).equals(line.leaf())) {
            throw here("its leaf hash is not the hash of its content");
        }
        if (entry.event() instanceof CommittedEvent event) {
            if (event.time().isBefore(time)) {
                throw here("its time is before that of an entry before it");
            }
            time = event.time();
        }
        for (var disclosed : line.disclosed().entrySet()) {
            Commitment commitment =
                    entry.event() instanceof CommittedEvent event
                            ? event.personal().get(disclosed.getKey())
                            : null;
            if (commitment == null || !disclosed.getValue().opens(commitment, disclosed.getKey())) {
                throw here("the value disclosed for " + disclosed.getKey() + " is not its value");
            }
        }
        shown++;
    }

    private Hash leaf(LogEntry entry) throws Found {
        try {
            return entry.leaf();
        } catch (MalformedAuditException e) {
            throw here("the line cannot be read: " + e.getMessage());
        }
    }

    private void skip(PackageLine.Skipped skipped, CarriedCheckpoints earlier)
            throws IOException, Found {
        if (skipped.first() != frontier.size() + 1) {
            throw here("entry " + skipped.first() + " is skipped in its place");
        }
        var places = Subtree.Place.covering(frontier.size(), skipped.last());
        if (places.size() != skipped.hashes().size()) {
            throw here("what is skipped from it on has not the hashes that it should");
        }
        for (int i = 0; i < places.size(); i++) {
            append(places.get(i).height(), skipped.hashes().get(i), earlier);
        }
    }

    private void append(int height, Hash hash, CarriedCheckpoints earlier)
            throws IOException, Found {
        if (frontier.size() + (1L << height) > end.size()) {
            throw here("it stands after the end that the checkpoint signs");
        }
        frontier = frontier.append(height, hash);
        arrive(earlier);
    }

    /** Compares the root with every checkpoint at this size. */
    private void arrive(CarriedCheckpoints earlier) throws IOException, Found {
        long size = frontier.size();
        long anchoredBefore = anchoredTo;
        if (size(earlier) < size) {
            throw new Found(
                    signedTo + 1, size, "the checkpoint at " + size(earlier) + " is out of place");
        }
        if (size(earlier) == size) {
            confirm(earlier.take(), size);
            checkpoints++;
        }
        if (size == end.size()) {
            confirm(endNote, size);
        }
        Hash known = awaited.remove(size);
        if (known != null) {
            if (!known.equals(frontier.root())) {
                throw new Found(
                        anchoredBefore + 1,
                        size,
                        "the root is not that of the checkpoint at " + size + " that was kept");
            }
            confirmed.add(size);
            anchoredTo = size;
        }
    }

    private long size(CarriedCheckpoints earlier) throws IOException, Found {
        try {
            return earlier.size();
        } catch (MalformedAuditException | NoteException e) {
            throw new Found(
                    signedTo + 1, end.size(), "a checkpoint after " + signedTo + " cannot be read");
        }
    }

    private void confirm(SignedNote note, long size) throws Found {
        try {
            confirm(note, note.checkpoint(), size);
        } catch (NoteException e) {
            throw at(size, e.getMessage());
        }
    }

    private void confirm(SignedNote note, Checkpoint checkpoint, long size) throws Found {
        if (!checkpoint.origin().equals(end.origin())) {
            throw at(size, "is of another log");
        }
        List<Verified> signatures = note.verify(logKeys);
        if (signatures.stream().noneMatch(s -> s.key().name().equals(end.origin()))) {
            throw at(size, "is not signed by the log");
        }
        if (!checkpoint.root().equals(frontier.root())) {
            throw at(size, "signs another root");
        }
        List<Verified> cosignatures = note.verify(witnessKeys);
        signedTo = size;
        for (Verified signature : cosignatures) {
            witnessed.put(signature.key(), new Witnessed(signature, size));
            if (witnessesAreTrusted) {
                anchoredTo = size;
            }
        }
    }

    private void requireNothingLeft(CarriedCheckpoints earlier) throws IOException, Found {
        if (size(earlier) != CarriedCheckpoints.NONE) {
            throw here("a checkpoint is carried for a size that the log does not reach");
        }
        if (!awaited.isEmpty() && awaited.lastKey() > end.size()) {
            throw new Found(
                    end.size() + 1,
                    awaited.lastKey(),
                    "missing: a checkpoint that was kept is over "
                            + awaited.lastKey()
                            + " entries");
        }
        if (!awaited.isEmpty()) {
            throw new IOException(
                    "the export does not show a root at "
                            + awaited.firstKey()
                            + ", where a checkpoint was kept: ask for one that does");
        }
        for (VerifierKey key : witnessKeys) {
            if (witnessesAreTrusted && !witnessed.containsKey(key)) {
                throw new Found(1, end.size(), "no checkpoint is signed by " + key.name());
            }
        }
    }

    private Found here(String what) {
        return new Found(frontier.size() + 1, frontier.size() + 1, what);
    }

    private Found at(long size, @Nullable String what) {
        return new Found(signedTo + 1, size, "the checkpoint at " + size + " " + what);
    }
}
