package org.carrel.audit;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.LoggedEvent;
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

    /**
     * An entry as the API shows it.
     *
     * @param actor who acted; null when that was erased
     * @param personal what else the entry says of persons, and what it commits to
     * @param leafHash the entry's hash in the tree (RFC 9162, section 2.1.1)
     */
    record EntryView(
            long sequence,
            Instant time,
            @Nullable String actor,
            String action,
            Outcome outcome,
            @Nullable String collectionId,
            @Nullable String documentId,
            @Nullable String purpose,
            Map<String, String> details,
            Map<String, PersonalView> personal,
            String leafHash) {

        static EntryView from(ShownEntry shown) {
            LoggedEvent event = shown.entry().event();
            var personal = new TreeMap<String, PersonalView>();
            shown.personal()
                    .forEach((field, value) -> personal.put(field, PersonalView.from(value)));
            return new EntryView(
                    shown.entry().sequence(),
                    event.time(),
                    shown.actor(),
                    event.action(),
                    event.outcome(),
                    event.collectionId(),
                    event.documentId(),
                    event.purpose(),
                    event.details(),
                    personal,
                    shown.entry().leaf().hex());
        }
    }

    /**
     * A personal field.
     *
     * @param subject id of the key that it is kept under
     * @param state {@code disclosed}; {@code erased} with its key; {@code missing} when it is not
     *     what the entry commits to, which has to be looked into
     * @param value null unless disclosed
     */
    record PersonalView(String subject, String state, @Nullable String value) {

        static PersonalView from(ShownEntry.Value value) {
            return new PersonalView(
                    value.subject(), value.state().name().toLowerCase(Locale.ROOT), value.value());
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
     * @param head root of the tree over an intact log (RFC 9162, section 2.1.1), in hexadecimal
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
        List<ShownEntry> entries = reader.newest(query);
        var details = new TreeMap<>(filter.impersonal());
        details.put("entries", Integer.toString(entries.size()));
        log.recordNow(LogCalls.done(identity, "audit.read", details), LogCalls.wanted(query));
        String next =
                entries.size() < query.limit()
                        ? null
                        : Long.toString(entries.getLast().entry().sequence());
        return new EntryList(entries.stream().map(EntryView::from).toList(), next);
    }

    @GET
    @Path("verification")
    public VerificationView verification() {
        VerificationView view = VerificationView.from(reader.verify());
        log.recordNow(
                LogCalls.done(
                        identity,
                        "audit.verify",
                        Map.of(
                                "intact",
                                Boolean.toString(view.intact()),
                                "sequence",
                                Long.toString(view.sequence()))));
        return view;
    }
}
