package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.document.StoredDocument;

/** Audit entries for what nobody asked for at that moment. */
@ApplicationScoped
class SystemEvents {

    private static final String ACTOR = "system";

    private final AuditLog audit;

    SystemEvents(AuditLog audit) {
        this.audit = audit;
    }

    /** In the caller's transaction. */
    void record(String action, StoredDocument document, Map<String, String> details) {
        audit.record(
                new AuditEvent(
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        ACTOR,
                        action,
                        Outcome.SUCCESS,
                        document.collectionId().toString(),
                        document.id().toString(),
                        null,
                        details));
    }
}
