package org.carrel.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;

/** What was decided about models that were imported, together with the event that says so. */
@ApplicationScoped
class Decisions {

    private static final String IMPORT = "model.import";

    private final ModelRepository rows;
    private final AuditLog audit;

    Decisions(ModelRepository rows, AuditLog audit) {
        this.rows = rows;
        this.audit = audit;
    }

    /** In the place of what was decided before about a model of that name. */
    @Transactional
    void keep(TrustedModelEntity decision, String sha256) {
        decision.importedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        rows.forget(decision.name);
        rows.insert(decision);
        Map<String, String> details = new HashMap<>();
        details.put("model", decision.name);
        details.put("sha256", sha256);
        details.put("trust", decision.trust);
        if (decision.keyId != null) {
            details.put("key", decision.keyId);
        }
        if (decision.reason != null) {
            details.put("reason", decision.reason);
        }
        audit.record(event(decision.importedBy, Outcome.SUCCESS, details));
    }

    /** Nothing was taken in. */
    void refused(ModelTask.Order order, String why) {
        audit.recordNow(
                event(order.by(), Outcome.FAILED, Map.of("model", order.model(), "problem", why)));
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void forget(String name) {
        rows.forget(name);
    }

    private static AuditEvent event(String by, Outcome outcome, Map<String, String> details) {
        return new AuditEvent(
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                by,
                IMPORT,
                outcome,
                null,
                null,
                null,
                details);
    }
}
