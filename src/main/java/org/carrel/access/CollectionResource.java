package org.carrel.access;

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
    private final AuditLog audit;

    CollectionResource(Access access, CollectionRepository collections, AuditLog audit) {
        this.access = access;
        this.collections = collections;
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

    /** A collection as the API shows it. */
    record CollectionView(UUID id, String name, String kind, Instant createdAt) {
        static CollectionView from(CollectionEntity entity) {
            return new CollectionView(entity.id, entity.name, entity.kind, entity.createdAt);
        }
    }

    /** A page of collections. */
    record CollectionList(List<CollectionView> items, @Nullable String next) {}

    @GET
    @Transactional
    public CollectionList list() {
        ReadableCollections readable = access.readable();
        List<CollectionView> items =
                collections.in(readable.ids()).stream().map(CollectionView::from).toList();
        audit.record(
                readable.caller().event("collection.list", Outcome.SUCCESS, null, null, Map.of()));
        return new CollectionList(items, null);
    }

    @GET
    @Path("{id}")
    @Transactional
    public CollectionView get(UUID id) {
        ReadableCollections readable = access.readable(List.of(id));
        CollectionView view =
                collections
                        .byId(id)
                        .map(CollectionView::from)
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
        grant(collection, MembershipEntity.SUBJECT, caller.subject(), caller);
        boolean share = Boolean.TRUE.equals(request.share());
        if (share) {
            grant(collection, MembershipEntity.ROLE, role, caller);
        }
        audit.record(
                caller.event(
                        "collection.create",
                        Outcome.SUCCESS,
                        collection.id,
                        null,
                        Map.of("kind", collection.kind, "shared", Boolean.toString(share))));
        return Response.created(URI.create("/api/v1/collections/" + collection.id))
                .entity(CollectionView.from(collection))
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

    private void grant(CollectionEntity collection, String kind, String principal, Caller by) {
        MembershipEntity membership = new MembershipEntity();
        membership.collectionId = collection.id;
        membership.principalKind = kind;
        membership.principal = principal;
        membership.grantedBy = by.subject();
        membership.grantedAt = collection.createdAt;
        collections.insert(membership);
    }
}
