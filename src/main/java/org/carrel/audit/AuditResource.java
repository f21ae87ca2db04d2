package org.carrel.audit;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.compliance.AuditEntry;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.Verification;
import org.carrel.compliance.Verification.Broken;
import org.carrel.compliance.Verification.Intact;
import org.jspecify.annotations.Nullable;

/** The audit log for those who answer for it. Reading it is recorded in it. */
@Path("/api/v1/audit")
@RolesAllowed("compliance")
class AuditResource {

    private final AuditReader reader;
    private final AuditLog log;
    private final SecurityIdentity identity;

    AuditResource(AuditReader reader, AuditLog log, SecurityIdentity identity) {
        this.reader = reader;
        this.log = log;
        this.identity = identity;
    }

    /** An entry as the API shows it. */
    record EntryView(
            long sequence,
            Instant time,
            String actor,
            String action,
            Outcome outcome,
            @Nullable String collectionId,
            @Nullable String documentId,
            @Nullable String purpose,
            Map<String, String> details,
            String previousHash,
            String hash) {

        static EntryView from(AuditEntry entry) {
            AuditEvent event = entry.event();
            return new EntryView(
                    entry.sequence(),
                    event.time(),
                    event.actor(),
                    event.action(),
                    event.outcome(),
                    event.collectionId(),
                    event.documentId(),
                    event.purpose(),
                    event.details(),
                    entry.previousHash(),
                    entry.hash());
        }
    }

    /**
     * A page of entries, newest first.
     *
     * @param next the cursor of the page after, which may be empty; null when there is surely none
     */
    record EntryList(List<EntryView> items, @Nullable String next) {}

    /**
     * What a walk over the whole log found.
     *
     * @param intact whether every entry holds
     * @param sequence the last entry of an intact log; of a broken one, the first that is wrong
     * @param head hash of the last entry of an intact log
     * @param problem one sentence, if broken
     */
    record VerificationView(
            boolean intact, long sequence, @Nullable String head, @Nullable String problem) {

        static VerificationView from(Verification verification) {
            return switch (verification) {
                case Intact(long count, String head) ->
                        new VerificationView(true, count, head, null);
                case Broken(long sequence, String what) ->
                        new VerificationView(false, sequence, null, what);
            };
        }
    }

    @GET
    @Path("events")
    public EntryList events(@BeanParam AuditFilter filter) {
        AuditQuery query = filter.query();
        List<AuditEntry> entries = reader.newest(query);
        var details = new TreeMap<>(filter.given());
        details.put("entries", Integer.toString(entries.size()));
        log.recordNow(event("audit.read", details));
        String next =
                entries.size() < query.limit() ? null : Long.toString(entries.getLast().sequence());
        return new EntryList(entries.stream().map(EntryView::from).toList(), next);
    }

    @GET
    @Path("verification")
    public VerificationView verification() {
        VerificationView view = VerificationView.from(reader.verify());
        log.recordNow(
                event(
                        "audit.verify",
                        Map.of(
                                "intact",
                                Boolean.toString(view.intact()),
                                "sequence",
                                Long.toString(view.sequence()))));
        return view;
    }

    private AuditEvent event(String action, Map<String, String> details) {
        return new AuditEvent(
                Instant.now(),
                identity.getPrincipal().getName(),
                action,
                Outcome.SUCCESS,
                null,
                null,
                null,
                details);
    }
}
