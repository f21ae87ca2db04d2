package org.carrel.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.Commitment;
import org.carrel.compliance.CommittedEvent;
import org.carrel.compliance.Disclosure;
import org.carrel.compliance.MalformedAuditException;

/** Puts commitments in the place of what events say of persons, and seals what they commit to. */
@ApplicationScoped
class Committing {

    static final String ACTOR = "actor";

    private final Subjects subjects;
    private final SecureRandom random = new SecureRandom();

    Committing(Subjects subjects) {
        this.subjects = subjects;
    }

    /**
     * @throws MalformedAuditException if the form refuses the event
     */
    Recorded commit(AuditEvent event, List<Personal> personal, Deadline deadline)
            throws SQLException {
        var commitments = new TreeMap<String, Commitment>();
        var sealed = new TreeMap<String, byte[]>();
        var all = new ArrayList<>(personal);
        all.add(Personal.ofActor(ACTOR, event.actor()));
        for (Personal each : all) {
            SubjectKey key = subjects.key(each.owner(event.actor()), deadline);
            Disclosure disclosure = Disclosure.of(each.value(), random);
            Commitment commitment = disclosure.commitment(key.subject().toString(), each.field());
            if (commitments.put(each.field(), commitment) != null) {
                throw new MalformedAuditException("a personal field is said twice");
            }
            sealed.put(each.field(), key.seal(disclosure, each.field()));
        }
        var committed =
                new CommittedEvent(
                        event.time(),
                        event.action(),
                        event.outcome(),
                        event.collectionId(),
                        event.documentId(),
                        event.purpose(),
                        event.details(),
                        commitments);
        return new Recorded(committed, List.copyOf(sealed.values()));
    }
}
