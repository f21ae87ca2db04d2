package org.carrel.collection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.AccessConfig;
import org.carrel.access.Caller;
import org.carrel.access.ReadableCollections;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Emergency access (45 CFR 164.312(a)(2)(ii)): who is no member says why, reads for some hours, and
 * somebody else looks at it afterwards. A wall holds in an emergency too, and restricted documents
 * stay restricted. Each change takes part in the caller's transaction.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class BreakGlass {

    private static final String UNJUSTIFIED = "unjustified";

    private final Access access;
    private final CollectionRepository collections;
    private final BreakGlassRepository emergencies;
    private final AuditLog audit;
    private final Duration longest;

    BreakGlass(
            Access access,
            CollectionRepository collections,
            BreakGlassRepository emergencies,
            AuditLog audit,
            AccessConfig config) {
        this.access = access;
        this.collections = collections;
        this.emergencies = emergencies;
        this.audit = audit;
        this.longest = config.breakGlass();
    }

    /**
     * Lets the caller read a patient's collection.
     *
     * @param name exactly as the collection is called
     * @param minutes for which it is wanted; shortened to what is allowed
     * @throws org.carrel.problem.ProblemException purpose-required; not-found when there is no such
     *     record, or the caller is barred from it; conflict when they read it already, or several
     *     are called so
     */
    BreakGlassEntity open(String name, String reason, long minutes) {
        Caller caller = access.caller();
        if (caller.purpose() == null) {
            throw Problems.purposeRequired();
        }
        CollectionEntity patient = patient(name, caller);
        ReadableCollections before = access.readable();
        if (before.contains(patient.id)) {
            throw Problems.conflict("You may read this record already.");
        }
        BreakGlassEntity emergency = insert(patient.id, caller, reason, minutes);
        // Decided where all is decided: a wall is not asked for here.
        if (!access.readable().contains(patient.id)) {
            refused(caller, patient.id);
            throw Problems.notFound("record");
        }
        audit.record(
                caller.event(
                        "breakglass.open",
                        Outcome.SUCCESS,
                        patient.id,
                        null,
                        Map.of(
                                "breakGlass",
                                emergency.id.toString(),
                                "until",
                                emergency.endsAt.toString())),
                Personal.ofActor("reason", reason));
        return emergency;
    }

    private CollectionEntity patient(String name, Caller caller) {
        List<CollectionEntity> found = collections.patientsNamed(name);
        if (found.isEmpty()) {
            refused(caller, null);
            throw Problems.notFound("record");
        }
        if (found.size() > 1) {
            throw Problems.conflict("Several records are called so; a steward can tell which.");
        }
        return found.getFirst();
    }

    private void refused(Caller caller, @Nullable UUID collection) {
        audit.recordNow(
                caller.event("breakglass.open", Outcome.DENIED, collection, null, Map.of()));
    }

    private BreakGlassEntity insert(UUID collection, Caller caller, String reason, long minutes) {
        Duration wanted = Duration.ofMinutes(minutes);
        BreakGlassEntity emergency = new BreakGlassEntity();
        emergency.id = UUID.randomUUID();
        emergency.collectionId = collection;
        emergency.subject = caller.subject();
        emergency.reason = reason;
        emergency.openedAt = now();
        emergency.endsAt =
                emergency.openedAt.plus(wanted.compareTo(longest) < 0 ? wanted : longest);
        emergencies.insert(emergency);
        return emergency;
    }

    /**
     * Gives it back before its end.
     *
     * @throws org.carrel.problem.ProblemException not-found when it is not the caller's
     */
    void end(UUID id) {
        Caller caller = access.caller();
        BreakGlassEntity emergency =
                emergencies
                        .byId(id)
                        .filter(each -> each.subject.equals(caller.subject()))
                        .orElseThrow(() -> Problems.notFound("emergency access"));
        if (emergencies.end(id, now()) == 1) {
            audit.record(event(caller, "breakglass.end", emergency, Map.of()));
        }
    }

    /**
     * Says what compliance makes of it. What was not justified ends at once.
     *
     * @param justified whether the emergency was one
     * @throws org.carrel.problem.ProblemException not-found; forbidden for one's own; conflict when
     *     it is reviewed already
     */
    BreakGlassEntity review(UUID id, boolean justified, String note) {
        Caller caller = access.caller();
        BreakGlassEntity emergency =
                emergencies.byId(id).orElseThrow(() -> Problems.notFound("emergency access"));
        if (emergency.subject.equals(caller.subject())) {
            throw Problems.forbidden("Nobody reviews their own emergency access.");
        }
        String verdict = justified ? "justified" : UNJUSTIFIED;
        if (emergencies.review(id, verdict, note, caller.subject(), now()) == 0) {
            throw Problems.conflict("It is reviewed already.");
        }
        if (!justified) {
            emergencies.end(id, now());
        }
        audit.record(
                event(caller, "breakglass.review", emergency, Map.of("verdict", verdict)),
                Personal.ofActor("note", note));
        return emergencies.byId(id).orElseThrow();
    }

    private static AuditEvent event(
            Caller caller, String action, BreakGlassEntity emergency, Map<String, String> more) {
        Map<String, String> details = new HashMap<>(more);
        details.put("breakGlass", emergency.id.toString());
        return caller.event(action, Outcome.SUCCESS, emergency.collectionId, null, details);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
