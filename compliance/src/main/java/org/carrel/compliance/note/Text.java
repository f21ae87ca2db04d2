package org.carrel.compliance.note;

import java.util.Base64;
import java.util.regex.Pattern;

/** Pieces that notes, keys and checkpoints are made of. */
final class Text {

    // C2SP allows names in other letters than ASCII's; two implementations would have to agree on
    // what a space is there. Carrel's logs and witnesses have no use for it.
    private static final Pattern NAME = Pattern.compile("[!-*,-~]{1,255}");

    private Text() {}

    /** A key's or log's name: 1 to 255 printable ASCII characters, neither space nor plus. */
    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new NoteException(
                    "a name has 1 to 255 printable ASCII characters, no space and no plus");
        }
        return name;
    }

    /** RFC 4648, section 4, in its one spelling: with padding and no stray bits. */
    static byte[] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Said below, for both.
        }
        throw new NoteException("not base64 in its one spelling");
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
