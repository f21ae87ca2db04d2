package org.carrel.compliance;

import java.util.List;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.Verified;

/** What a walk over an export found. */
public sealed interface PackageVerdict {

    /**
     * All entries, shown or not, are those that the log's checkpoint signs, and what is shown is
     * what was written.
     *
     * @param end the checkpoint over all of them
     * @param shown entries that the package holds
     * @param checkpoints earlier ones that the package carries, all of them confirmed
     * @param known sizes of checkpoints kept apart that are confirmed, ascending
     * @param witnessed the last signature of each witness
     */
    record Intact(
            Checkpoint end,
            long shown,
            long checkpoints,
            List<Long> known,
            List<Witnessed> witnessed)
            implements PackageVerdict {

        public Intact {
            known = List.copyOf(known);
            witnessed = List.copyOf(witnessed);
        }
    }

    /**
     * The entries are not what was written.
     *
     * @param first sequence of the earliest entry that can be wrong or missing
     * @param last the same as first where one entry is at fault, otherwise where the range ends in
     *     which the fault lies
     * @param what one sentence, without the entries' content
     */
    record Broken(long first, long last, String what) implements PackageVerdict {}

    /**
     * A witness's signature.
     *
     * @param signature with the witness's time
     * @param size of the log that the witness signed
     */
    record Witnessed(Verified signature, long size) {}
}
