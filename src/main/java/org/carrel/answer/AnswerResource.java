package org.carrel.answer;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.access.ReadableCollections;
import org.carrel.answer.AnswerRecords.Kept;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;

/**
 * What an earlier answer was made from, for who asked and for who answers for the audit log. The
 * asker is shown what they may read today; looking is recorded.
 */
@Path("/api/v1/answers/{id}")
@RolesAllowed({"legal", "clinician", "compliance"})
class AnswerResource {

    private static final String ACTION = "answer.reconstruct";

    private final Access access;
    private final AnswerRecords records;
    private final Reconstruction reconstruction;
    private final AuditLog audit;

    AnswerResource(
            Access access, AnswerRecords records, Reconstruction reconstruction, AuditLog audit) {
        this.access = access;
        this.records = records;
        this.reconstruction = reconstruction;
        this.audit = audit;
    }

    @GET
    public Reconstructed get(UUID id) {
        Caller caller = access.caller();
        boolean answersForTheLog = caller.roles().contains("compliance");
        Kept kept =
                records.find(id)
                        .filter(each -> answersForTheLog || each.asker().equals(caller.subject()))
                        .orElse(null);
        if (kept == null) {
            audit.recordNow(caller.event(ACTION, Outcome.DENIED, null, null, details(id)));
            throw Problems.notFound("answer");
        }
        Set<UUID> shown = reconstruction.collections(kept.record());
        ReadableCollections scope =
                answersForTheLog
                        ? access.inspected(shown)
                        : access.opened(access.readable(), shown);
        Reconstructed reconstructed = reconstruction.of(kept, scope);
        audit.recordNow(
                scope.caller().event(ACTION, Outcome.SUCCESS, scope.only(), null, details(id)));
        return reconstructed;
    }

    private static Map<String, String> details(UUID id) {
        return Map.of("answer", id.toString());
    }
}
