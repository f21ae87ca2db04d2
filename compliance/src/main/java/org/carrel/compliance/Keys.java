package org.carrel.compliance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.carrel.compliance.note.NoteException;
import org.carrel.compliance.note.VerifierKey;

/** The part of an export that names keys: one a line, each line ended by a line feed. */
final class Keys {

    private Keys() {}

    static byte[] write(List<VerifierKey> keys) {
        var out = new StringBuilder();
        keys.forEach(key -> out.append(key).append('\n'));
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * @throws NoteException if a line is no key
     */
    static List<VerifierKey> read(PackageFile file) throws IOException {
        String text = new String(file.small(PackageFile.KEY), StandardCharsets.US_ASCII);
        if (!text.endsWith("\n")) {
            throw new NoteException("the keys end with a line feed");
        }
        var keys = new ArrayList<VerifierKey>();
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            keys.add(VerifierKey.parse(line));
        }
        return keys;
    }

    /** The keys of a type that were brought along, or if there are none, those of the package. */
    static List<VerifierKey> chosen(
            List<VerifierKey> brought, List<VerifierKey> carried, VerifierKey.Type type) {
        return (brought.isEmpty() ? carried : brought)
                .stream().filter(key -> key.type() == type).distinct().toList();
    }
}
