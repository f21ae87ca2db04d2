package org.carrel.compliance;

import java.time.Instant;
import java.util.List;
import org.carrel.compliance.tree.Frontier;
import org.carrel.compliance.tree.Hash;
import org.carrel.compliance.tree.Subtree;

/**
 * The end of a log: all that a writer needs to append to it. Whoever appends holds it alone until
 * the entry is durable, so that sequences have no gaps and times do not go backwards.
 *
 * @param frontier of the tree over all entries
 * @param time of the last entry in form 2; {@link #EMPTY}'s if there is none
 */
public record LogHead(Frontier frontier, Instant time) {

    /** Before the first entry. */
    public static final LogHead EMPTY = new LogHead(Frontier.EMPTY, FieldRules.EARLIEST);

    public LogHead {
        time = FieldRules.time(time);
    }

    /**
     * What an append makes, to be stored in one transaction.
     *
     * @param entry to be stored with its canonical bytes
     * @param leaf hash, to be stored beside the entry
     * @param completed subtrees to be stored for proofs; mostly none
     * @param head after it
     */
    public record Appended(LogEntry entry, Hash leaf, List<Subtree> completed, LogHead head) {

        public Appended {
            completed = List.copyOf(completed);
        }
    }

    /**
     * Appends an event. Its time becomes that of the entry before if a clock went back or another
     * writer was faster: order in the log is order in time.
     *
     * @throws MalformedAuditException if the event is larger than {@link CanonicalForm#MAX_BYTES}
     */
    public Appended append(CommittedEvent event) {
        CommittedEvent timed = event.time().isBefore(time) ? event.at(time) : event;
        var entry = new LogEntry(frontier.size() + 1, timed);
        Hash leaf = entry.leaf();
        var head = new LogHead(frontier.append(leaf), timed.time());
        return new Appended(entry, leaf, frontier.completedBy(leaf), head);
    }
}
