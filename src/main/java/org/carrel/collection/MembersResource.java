package org.carrel.collection;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.access.People;
import org.carrel.access.StewardedCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The members of a collection: shown to members, changed by its stewards. Who has the role
 * compliance may do both for every collection, and by that reads nothing that lies in it.
 */
@Path("/api/v1/collections/{id}/members")
@RolesAllowed({"legal", "clinician", "compliance"})
class MembersResource {

    private final Access access;
    private final Members members;
    private final CollectionRepository collections;
    private final People people;
    private final AuditLog audit;

    MembersResource(
            Access access,
            Members members,
            CollectionRepository collections,
            People people,
            AuditLog audit) {
        this.access = access;
        this.members = members;
        this.collections = collections;
        this.people = people;
        this.audit = audit;
    }

    /**
     * A member to be.
     *
     * @param steward whether they may change who is a member; false if left out
     * @param reason why they need it
     * @param until when it ends; never if left out
     */
    record NewMember(
            @NotNull @Valid Principal principal,
            boolean steward,
            @NotBlank @Size(max = 500) String reason,
            @Nullable @Future Instant until) {}

    /**
     * A member.
     *
     * @param name what a person is called, if they signed in before
     * @param ended whether the end has passed
     */
    record MemberView(
            UUID id,
            Principal principal,
            @Nullable String name,
            boolean steward,
            String reason,
            String grantedBy,
            Instant grantedAt,
            @Nullable Instant until,
            boolean ended) {

        static MemberView from(MembershipEntity member, Map<String, String> names) {
            return new MemberView(
                    member.id,
                    new Principal(member.principalKind, member.principal),
                    member.principalKind.equals(Principal.SUBJECT)
                            ? names.get(member.principal)
                            : null,
                    member.steward,
                    member.reason,
                    names.getOrDefault(member.grantedBy, member.grantedBy),
                    member.grantedAt,
                    member.endsAt,
                    member.endsAt != null && member.endsAt.isBefore(Instant.now()));
        }
    }

    /** All members of a collection, in the order in which they came. */
    record MemberList(List<MemberView> items) {}

    @GET
    @Transactional
    public MemberList list(UUID id) {
        Caller caller = access.caller();
        if (caller.roles().contains("compliance")) {
            access.overseen(id);
        } else {
            access.named(List.of(id));
        }
        MemberList list = new MemberList(views(collections.members(id)));
        audit.record(caller.event("membership.list", Outcome.SUCCESS, id, null, Map.of()));
        return list;
    }

    private List<MemberView> views(List<MembershipEntity> found) {
        Set<String> subjects = new HashSet<>();
        for (MembershipEntity each : found) {
            subjects.add(each.principal);
            subjects.add(each.grantedBy);
        }
        Map<String, String> names = people.names(subjects);
        return found.stream().map(each -> MemberView.from(each, names)).toList();
    }

    /** Whoever is a member already gets the new terms. */
    @POST
    @Transactional
    public Response add(UUID id, @Valid @NotNull NewMember wanted) {
        StewardedCollection into = access.stewarded(id);
        Instant until = wanted.until();
        MembershipEntity member =
                members.grant(
                        into,
                        wanted.principal().checked(),
                        new Members.Terms(
                                wanted.steward(),
                                wanted.reason().strip(),
                                until == null ? null : until.truncatedTo(ChronoUnit.MICROS)));
        return Response.created(URI.create("/api/v1/collections/" + id + "/members/" + member.id))
                .entity(views(List.of(member)).getFirst())
                .build();
    }

    /** Ends a membership: at once, and what is being streamed within a second. */
    @DELETE
    @Path("{member}")
    @Transactional
    public void remove(UUID id, UUID member) {
        members.end(access.stewarded(id), member);
    }
}
