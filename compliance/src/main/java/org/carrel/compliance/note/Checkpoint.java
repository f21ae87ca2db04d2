package org.carrel.compliance.note;

import java.util.regex.Pattern;
import org.carrel.compliance.tree.Hash;

/**
 * The state of a log at a size, as C2SP tlog-checkpoint writes it: three lines, each ended by a
 * line feed, without the extension lines that the specification advises against.
 *
 * @param origin the log's name, which is also the name of its key
 * @param size entries in the log
 * @param root of the Merkle tree over them (RFC 9162, section 2.1.1)
 */
public record Checkpoint(String origin, long size, Hash root) {

    // JSON numbers (RFC 8785) are exact up to here, and an entry's sequence is one.
    private static final long MAX_SIZE = (1L << 53) - 1;

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,15}");

    /**
     * @throws NoteException if the origin is no name or the size not within 0 and 2^53 - 1
     */
    public Checkpoint {
        Text.requireName(origin);
        if (size < 0 || size > MAX_SIZE) {
            throw new NoteException("a checkpoint's size is not within 0 and " + MAX_SIZE);
        }
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws NoteException if the text is anything else
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty() || !SIZE.matcher(lines[1]).matches()) {
            throw new NoteException("a checkpoint is an origin, a size and a root");
        }
        byte[] root = Text.base64(lines[2]);
        if (root.length != Hash.LENGTH) {
            throw new NoteException("a checkpoint's root has " + Hash.LENGTH + " bytes");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.of(root));
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }
}
