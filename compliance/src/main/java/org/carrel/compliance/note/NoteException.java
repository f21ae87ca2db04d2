package org.carrel.compliance.note;

/**
 * A note, key or checkpoint that breaks the rules of its form, or a signature that does not verify.
 * The message repeats no more of the input than names in printable ASCII.
 */
public final class NoteException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public NoteException(String message) {
        super(message);
    }
}
