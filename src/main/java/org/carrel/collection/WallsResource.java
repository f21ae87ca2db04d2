package org.carrel.collection;

import jakarta.annotation.security.RolesAllowed;
import jakarta.data.Limit;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.access.People;
import org.carrel.access.StewardedCollection;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Ethical walls (ABA Model Rule 1.10(a)(2), 1.0(k)): who is barred from a collection, whatever else
 * they hold. To them it is as if it were not there; they are not told.
 */
@Path("/api/v1/walls")
@RolesAllowed("compliance")
class WallsResource {

    private static final int MOST = 1_000;
    private static final UUID NONE = new UUID(0, 0);

    private final Access access;
    private final CollectionRepository collections;
    private final People people;
    private final AuditLog audit;

    WallsResource(Access access, CollectionRepository collections, People people, AuditLog audit) {
        this.access = access;
        this.collections = collections;
        this.people = people;
        this.audit = audit;
    }

    /**
     * A wall to be raised.
     *
     * @param collection a whole one: its restricted documents lie behind the wall too
     */
    record NewWall(
            @NotNull UUID collection,
            @NotNull @Valid Principal principal,
            @NotBlank @Size(max = 500) String reason) {}

    /**
     * A wall that stands.
     *
     * @param name what a person is called, if they signed in before
     */
    record WallView(
            UUID id,
            UUID collection,
            String collectionName,
            Principal principal,
            @Nullable String name,
            String reason,
            String raisedBy,
            Instant raisedAt) {

        static WallView from(WallEntity wall, Map<String, String> names, Map<UUID, String> called) {
            return new WallView(
                    wall.id,
                    wall.collectionId,
                    called.getOrDefault(wall.collectionId, ""),
                    new Principal(wall.principalKind, wall.principal),
                    wall.principalKind.equals(Principal.SUBJECT) ? names.get(wall.principal) : null,
                    wall.reason,
                    names.getOrDefault(wall.raisedBy, wall.raisedBy),
                    wall.raisedAt);
        }
    }

    /** The walls that stand, latest first; 1,000 at most. */
    record WallList(List<WallView> items) {}

    @GET
    @Transactional
    public WallList list(@QueryParam("collection") @Nullable UUID collection) {
        Caller caller = access.caller();
        UUID wanted = collection == null ? NONE : access.overseen(collection).id();
        List<WallEntity> found = collections.walls(collection == null, wanted, Limit.of(MOST));
        audit.record(caller.event("wall.list", Outcome.SUCCESS, collection, null, Map.of()));
        return new WallList(views(found));
    }

    private List<WallView> views(List<WallEntity> found) {
        Map<String, String> names =
                people.names(
                        found.stream()
                                .flatMap(each -> Stream.of(each.principal, each.raisedBy))
                                .collect(Collectors.toSet()));
        Map<UUID, String> called =
                collections.called(found.stream().map(each -> each.collectionId));
        return found.stream().map(each -> WallView.from(each, names, called)).toList();
    }

    @POST
    @Transactional
    public Response raise(@Valid @NotNull NewWall wanted) {
        StewardedCollection around = access.overseen(wanted.collection());
        Principal principal = wanted.principal().checked();
        collections.lock(around.id());
        if (collections.wall(around.id(), principal.kind(), principal.name()).isPresent()) {
            throw Problems.conflict("This wall stands already.");
        }
        WallEntity wall = new WallEntity();
        wall.id = UUID.randomUUID();
        wall.collectionId = around.id();
        wall.principalKind = principal.kind();
        wall.principal = principal.name();
        wall.reason = wanted.reason().strip();
        wall.raisedBy = around.caller().subject();
        wall.raisedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        collections.insert(wall);
        record(around.caller(), "wall.raise", wall);
        return Response.created(URI.create("/api/v1/walls/" + wall.id))
                .entity(views(List.of(wall)).getFirst())
                .build();
    }

    @DELETE
    @Path("{wall}")
    @Transactional
    public void lift(UUID wall) {
        WallEntity found = collections.wall(wall).orElseThrow(() -> Problems.notFound("wall"));
        collections.lift(wall);
        record(access.caller(), "wall.lift", found);
    }

    private void record(Caller caller, String action, WallEntity wall) {
        audit.record(
                caller.event(
                        action,
                        Outcome.SUCCESS,
                        wall.collectionId,
                        null,
                        Map.of("wall", wall.id.toString(), "kind", wall.principalKind)),
                new Principal(wall.principalKind, wall.principal).personal(),
                Personal.ofActor("reason", wall.reason));
    }
}
