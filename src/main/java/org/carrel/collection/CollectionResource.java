package org.carrel.collection;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.access.ReadableCollections;
import org.carrel.access.ReadableCollections.Emergency;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Matters and patient records: making them and listing those one may read. */
@Path("/api/v1/collections")
@RolesAllowed({"legal", "clinician"})
class CollectionResource {

    private final Access access;
    private final CollectionRepository collections;
    private final Members members;
    private final AuditLog audit;

    CollectionResource(
            Access access, CollectionRepository collections, Members members, AuditLog audit) {
        this.access = access;
        this.collections = collections;
        this.members = members;
        this.audit = audit;
    }

    /**
     * A collection to be made.
     *
     * @param share whether everybody with the role of this kind becomes a member
     */
    record NewCollection(
            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = "matter|patient", message = "must be matter or patient")
                    String kind,
            @Nullable Boolean share) {}

    /**
     * A collection as the API shows it.
     *
     * @param steward whether the caller may change who reads it
     * @param breakGlass the emergency access by which alone the caller reads it, if any
     */
    record CollectionView(
            UUID id,
            String name,
            String kind,
            Instant createdAt,
            boolean steward,
            @Nullable UUID breakGlass,
            @Nullable Instant breakGlassEndsAt) {
        static CollectionView from(CollectionEntity entity, ReadableCollections readable) {
            Emergency emergency = readable.breakGlass(entity.id);
            return new CollectionView(
                    entity.id,
                    entity.name,
                    entity.kind,
                    entity.createdAt,
                    readable.isSteward(entity.id),
                    emergency == null ? null : emergency.id(),
                    emergency == null ? null : emergency.endsAt());
        }
    }

    /** A page of collections. */
    record CollectionList(List<CollectionView> items, @Nullable String next) {}

    @GET
    @Transactional
    public CollectionList list() {
        ReadableCollections readable = access.readable();
        List<CollectionView> items =
                collections.in(readable.roots()).stream()
                        .map(each -> CollectionView.from(each, readable))
                        .toList();
        audit.record(
                readable.caller().event("collection.list", Outcome.SUCCESS, null, null, Map.of()));
        return new CollectionList(items, null);
    }

    @GET
    @Path("{id}")
    @Transactional
    public CollectionView get(UUID id) {
        ReadableCollections readable = access.named(List.of(id));
        CollectionView view =
                collections
                        .byId(id)
                        .map(each -> CollectionView.from(each, readable))
                        .orElseThrow(() -> Problems.notFound("collection"));
        audit.record(
                readable.caller().event("collection.read", Outcome.SUCCESS, id, null, Map.of()));
        return view;
    }

    @POST
    @Transactional
    public Response create(@Valid @NotNull NewCollection request) {
        Caller caller = access.caller();
        String role = request.kind().equals("matter") ? "legal" : "clinician";
        if (!caller.roles().contains(role)) {
            throw Problems.forbidden(
                    "Making a " + request.kind() + " takes the role " + role + ".");
        }
        CollectionEntity collection = insert(request, caller);
        members.found(collection.id, caller);
        boolean share = Boolean.TRUE.equals(request.share());
        if (share) {
            members.share(collection.id, role, caller);
        }
        audit.record(
                caller.event(
                        "collection.create",
                        Outcome.SUCCESS,
                        collection.id,
                        null,
                        Map.of("kind", collection.kind, "shared", Boolean.toString(share))));
        return Response.created(URI.create("/api/v1/collections/" + collection.id))
                .entity(
                        new CollectionView(
                                collection.id,
                                collection.name,
                                collection.kind,
                                collection.createdAt,
                                true,
                                null,
                                null))
                .build();
    }

    private CollectionEntity insert(NewCollection request, Caller caller) {
        CollectionEntity collection = new CollectionEntity();
        collection.id = UUID.randomUUID();
        collection.name = request.name().strip();
        collection.kind = request.kind();
        collection.createdBy = caller.subject();
        collection.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        collections.insert(collection);
        return collection;
    }
}
