package org.carrel.compliance.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text with lines of signatures (C2SP signed-note).
 *
 * @param text ends with a line feed
 * @param signatures in the order of their lines; at least one
 */
public record SignedNote(String text, List<Signature> signatures) {

    /** The most bytes that a note may have. */
    public static final int MAX_BYTES = 64 * 1024;

    // The specification asks for at least 16.
    private static final int MAX_SIGNATURES = 64;

    private static final String DASH = "\u2014 ";

    /**
     * A line of signature.
     *
     * @param name of the key
     * @param value base64 of the key's id, four bytes, and what the key's type puts after it
     */
    public record Signature(String name, String value) {

        private static final int MIN_BYTES = 5;

        /**
         * @throws NoteException if either is not in its form
         */
        public Signature {
            Text.requireName(name);
            if (Text.base64(value).length < MIN_BYTES) {
                throw new NoteException("a signature is a key id and more");
            }
        }

        /** The first four bytes, big-endian. */
        int keyId() {
            return ByteBuffer.wrap(Text.base64(value)).getInt();
        }

        /** The bytes after the key id. */
        ByteBuffer bytes() {
            return ByteBuffer.wrap(Text.base64(value)).position(Integer.BYTES).slice();
        }

        private static Signature parse(String line) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith(DASH) || space < DASH.length()) {
                throw new NoteException("a line of signature is a dash, a name and a value");
            }
            return new Signature(line.substring(DASH.length(), space), line.substring(space + 1));
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /**
     * Reads a note.
     *
     * @throws NoteException if the bytes are no note within the bounds
     */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new NoteException("a note has at most " + MAX_BYTES + " bytes");
        }
        String note = decoded(bytes);
        int blank = note.lastIndexOf("\n\n");
        if (blank < 1 || !note.endsWith("\n") || blank + 2 == note.length()) {
            throw new NoteException("a note is a text, an empty line and lines of signatures");
        }
        if (note.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new NoteException("a note has no control characters");
        }
        String[] lines = note.substring(blank + 2, note.length() - 1).split("\n", -1);
        if (lines.length > MAX_SIGNATURES) {
            throw new NoteException("a note has at most " + MAX_SIGNATURES + " signatures");
        }
        return new SignedNote(
                note.substring(0, blank + 1), Stream.of(lines).map(Signature::parse).toList());
    }

    /** The note's bytes, UTF-8. */
    public byte[] encode() {
        var out = new StringBuilder(text).append('\n');
        signatures.forEach(
                s -> out.append(DASH).append(s.name()).append(' ').append(s.value()).append('\n'));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The text as a checkpoint. */
    public Checkpoint checkpoint() {
        return Checkpoint.parse(text);
    }

    /** This note with the signatures of another one of the same text that it does not have yet. */
    public SignedNote with(SignedNote other) {
        if (!other.text.equals(text)) {
            throw new NoteException("the notes have different texts");
        }
        var all = new ArrayList<>(signatures);
        other.signatures.stream().filter(s -> !all.contains(s)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /**
     * Checks the lines by known keys; others are passed over.
     *
     * @return what was verified, in the order of the lines
     * @throws NoteException if a line by a known key does not verify
     */
    public List<Verified> verify(List<VerifierKey> known) {
        var verified = new ArrayList<Verified>();
        for (Signature signature : signatures) {
            for (VerifierKey key : known) {
                if (key.made(signature)) {
                    verified.add(key.verify(text, signature));
                }
            }
        }
        return verified;
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new NoteException("a note is UTF-8");
        }
    }
}
