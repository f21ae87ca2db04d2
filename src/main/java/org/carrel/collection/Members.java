package org.carrel.collection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Caller;
import org.carrel.access.StewardedCollection;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to collections. What was is in the audit log alone: the table holds what is. Each
 * change takes part in the caller's transaction.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class Members {

    private final CollectionRepository collections;
    private final AuditLog audit;

    Members(CollectionRepository collections, AuditLog audit) {
        this.collections = collections;
        this.audit = audit;
    }

    /**
     * Why and for how long somebody belongs to a collection.
     *
     * @param ends null for no end
     */
    record Terms(boolean steward, String reason, @Nullable Instant ends) {}

    /** The first member and steward of a collection that was just made. */
    void found(UUID collection, Caller caller) {
        Principal self = new Principal(Principal.SUBJECT, caller.subject());
        put(collection, self, new Terms(true, "Made the collection", null), caller);
    }

    /** Everybody with the role belongs to a collection that was just made. */
    void share(UUID collection, String role, Caller caller) {
        Principal all = new Principal(Principal.ROLE, role);
        put(collection, all, new Terms(false, "Shared when it was made", null), caller);
    }

    /**
     * Makes somebody a member, or changes the terms of one.
     *
     * @throws org.carrel.problem.ProblemException conflict where no steward would be left
     */
    MembershipEntity grant(StewardedCollection into, Principal principal, Terms terms) {
        collections.lock(into.id());
        MembershipEntity member = put(into.id(), principal, terms, into.caller());
        requireSteward(into.id());
        audit.record(
                into.caller()
                        .event(
                                "membership.grant",
                                Outcome.SUCCESS,
                                into.id(),
                                null,
                                details(member)),
                principal.personal(),
                Personal.ofActor("reason", terms.reason()));
        return member;
    }

    /**
     * Ends a membership.
     *
     * @throws org.carrel.problem.ProblemException not-found; conflict where no steward would be
     *     left
     */
    void end(StewardedCollection from, UUID id) {
        collections.lock(from.id());
        MembershipEntity member =
                collections.member(from.id(), id).orElseThrow(() -> Problems.notFound("member"));
        collections.end(from.id(), member.principalKind, member.principal);
        requireSteward(from.id());
        audit.record(
                from.caller()
                        .event("membership.end", Outcome.SUCCESS, from.id(), null, details(member)),
                new Principal(member.principalKind, member.principal).personal());
    }

    MembershipEntity put(UUID collection, Principal principal, Terms terms, Caller by) {
        collections.end(collection, principal.kind(), principal.name());
        MembershipEntity member = new MembershipEntity();
        member.collectionId = collection;
        member.principalKind = principal.kind();
        member.principal = principal.name();
        member.id = UUID.randomUUID();
        member.steward = terms.steward();
        member.reason = terms.reason();
        member.grantedBy = by.subject();
        member.grantedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        member.endsAt = terms.ends();
        collections.insert(member);
        return member;
    }

    /** A collection that nobody looks after could be shared with nobody any more. */
    private void requireSteward(UUID collection) {
        if (collections.stewards(collection) == 0) {
            throw Problems.conflict("A collection keeps at least one steward without an end.");
        }
    }

    private static Map<String, String> details(MembershipEntity member) {
        return Map.of(
                "member",
                member.id.toString(),
                "kind",
                member.principalKind,
                "steward",
                Boolean.toString(member.steward),
                "until",
                member.endsAt == null ? "" : member.endsAt.toString());
    }
}
