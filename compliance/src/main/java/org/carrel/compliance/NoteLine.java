package org.carrel.compliance;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.carrel.compliance.note.NoteException;
import org.carrel.compliance.note.SignedNote;

/** A signed note as a line of canonical JSON: {@code {"note":"…"}}. */
final class NoteLine {

    private NoteLine() {}

    static String write(SignedNote note) {
        return Json.Members.ofTexts(
                        Map.of("note", new String(note.encode(), StandardCharsets.UTF_8)))
                .canonical();
    }

    /**
     * @throws MalformedAuditException if the line is not in its form
     * @throws NoteException if what it holds is no note
     */
    static SignedNote parse(String line) {
        Map<String, Json> members = EntryReader.members(JsonReader.read(line), "a line");
        String text = EntryReader.text(members, "note");
        if (members.size() != 1) {
            throw new MalformedAuditException("a member is not known");
        }
        return SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
