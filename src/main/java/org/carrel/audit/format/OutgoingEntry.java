package org.carrel.audit.format;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.Commitment;
import org.carrel.compliance.CommittedEvent;
import org.carrel.compliance.LogEntry;
import org.carrel.compliance.LoggedEvent;
import org.carrel.compliance.tree.Hash;
import org.jspecify.annotations.Nullable;

/**
 * An entry that leaves, with as much about persons as it may take along.
 *
 * @param origin the log's name
 * @param leaf its hash in the tree
 * @param disclosed values of personal fields, by the fields' names
 * @param withheld whether nobody is to be named; then nothing is disclosed, and what an entry in
 *     form 1 says of persons in clear stays behind too
 * @param patient the patient whose collection it is of; null of others
 */
public record OutgoingEntry(
        String origin,
        LogEntry entry,
        Hash leaf,
        Map<String, String> disclosed,
        boolean withheld,
        @Nullable String patient) {

    static final String QUESTION = "question";

    private static final String ACTOR = "actor";

    public OutgoingEntry {
        disclosed = withheld ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(disclosed));
    }

    LoggedEvent event() {
        return entry.event();
    }

    /** Where the entry is found: the log's name and the entry's number. */
    String place() {
        return origin + "#" + entry.sequence();
    }

    /** Who acted, if that may be said and is known. */
    @Nullable String actor() {
        if (event() instanceof AuditEvent named) {
            return withheld ? null : named.actor();
        }
        return disclosed.get(ACTOR);
    }

    /** Who acted, or else the id of the key that the name is kept under, which names nobody. */
    String actorOrSubject() {
        String actor = actor();
        if (actor != null) {
            return actor;
        }
        Commitment commitment =
                event() instanceof CommittedEvent committed
                        ? committed.personal().get(ACTOR)
                        : null;
        return commitment == null ? "unknown" : "urn:uuid:" + commitment.subject();
    }

    /** What was asked, if that may be said and is known. */
    @Nullable String question() {
        return disclosed.get(QUESTION);
    }

    /** What is said of persons, but for who acted. */
    Map<String, String> personal() {
        var others = new TreeMap<>(disclosed);
        others.remove(ACTOR);
        return others;
    }

    /** Details of form 1 were written before personal fields were told from others. */
    Map<String, String> details() {
        return withheld && event() instanceof AuditEvent
                ? Map.of()
                : new TreeMap<>(event().details());
    }
}
