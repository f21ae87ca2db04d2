package org.carrel.compliance;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.compliance.tree.Tree;

/**
 * Writes an export of the log, or of any part of it, that anybody can check with no server. What is
 * not shown is represented by hashes, so the export of one patient's entries proves as much about
 * them as that of the whole log. Holds one line at a time; the same input gives the same bytes.
 */
public final class PackageWriter {

    // The earliest time that a zip can hold: an export's bytes shall not depend on the clock.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final List<VerifierKey> keys;
    private final SignedNote checkpoint;
    private final List<SignedNote> earlier;
    private final Tree tree;

    /**
     * @param keys of the log and of its witnesses
     * @param checkpoint over the entries of the export, shown or not
     * @param earlier checkpoints of the same log, ascending in size and all below it: a fault is
     *     located to between two of them. One a thousand entries is enough, and those of earlier
     *     exports and with lines of witnesses are worth having
     * @param tree of the checkpoint's size; read only where entries are skipped
     * @throws IllegalArgumentException if the sizes are not as said
     */
    public PackageWriter(
            List<VerifierKey> keys, SignedNote checkpoint, List<SignedNote> earlier, Tree tree) {
        this.keys = List.copyOf(keys);
        this.checkpoint = checkpoint;
        this.earlier = List.copyOf(earlier);
        this.tree = tree;
        long before = -1;
        for (SignedNote note : earlier) {
            if (note.checkpoint().size() <= before) {
                throw new IllegalArgumentException("checkpoints are not ascending");
            }
            before = note.checkpoint().size();
        }
        if (before >= checkpoint.checkpoint().size()) {
            throw new IllegalArgumentException("an earlier checkpoint is not below the last");
        }
    }

    /**
     * Writes the export; the stream stays the caller's to close.
     *
     * @param shown entries in ascending sequence, all within the checkpoint; all of them for a
     *     whole export
     * @throws IllegalArgumentException if they are not so
     */
    public void write(Iterator<PackageLine.Shown> shown, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        part(zip, PackageFile.README, readme());
        part(zip, PackageFile.KEY, Keys.write(keys));
        part(zip, PackageFile.CHECKPOINT, checkpoint.encode());
        lines(zip, PackageFile.CHECKPOINTS, earlier.stream().map(NoteLine::write).iterator());
        var entries = new PackageLines(shown, sizes(), tree);
        begin(zip, PackageFile.ENTRIES);
        var buffered = new BufferedOutputStream(zip, 1 << 16);
        while (entries.hasNext()) {
            line(buffered, entries.next().write());
        }
        buffered.flush();
        zip.closeEntry();
        zip.finish();
    }

    /** Where a root must be to be seen: at each checkpoint. */
    private List<Long> sizes() {
        return Stream.concat(earlier.stream(), Stream.of(checkpoint))
                .map(SignedNote::checkpoint)
                .map(Checkpoint::size)
                .toList();
    }

    private static void lines(ZipOutputStream zip, String name, Iterator<String> lines)
            throws IOException {
        begin(zip, name);
        while (lines.hasNext()) {
            line(zip, lines.next());
        }
        zip.closeEntry();
    }

    private static void line(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private static void part(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        begin(zip, name);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    private static byte[] readme() throws IOException {
        try (InputStream in = PackageWriter.class.getResourceAsStream("package-readme.txt")) {
            return Objects.requireNonNull(in, "package-readme.txt").readAllBytes();
        }
    }
}
