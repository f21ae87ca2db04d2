package org.carrel.collection;

import jakarta.annotation.security.RolesAllowed;
import jakarta.data.Limit;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;

/** All collections by name, for who raises walls and sees to it that the right people read. */
@Path("/api/v1/oversight/collections")
@RolesAllowed("compliance")
class OversightResource {

    private static final int MOST = 50;

    private final Access access;
    private final CollectionRepository collections;
    private final AuditLog audit;

    OversightResource(Access access, CollectionRepository collections, AuditLog audit) {
        this.access = access;
        this.collections = collections;
        this.audit = audit;
    }

    /** A collection, whoever's: its name and nothing that lies in it. */
    record OverseenCollection(UUID id, String name, String kind, Instant createdAt) {}

    /** Those that a name finds, 50 at most. */
    record OverseenList(List<OverseenCollection> items) {}

    /** Those whose names hold the text, in any case; the first by name if it is left out. */
    @GET
    @Transactional
    public OverseenList list(@QueryParam("name") @DefaultValue("") @Size(max = 200) String name) {
        List<OverseenCollection> found =
                collections.holding(name.strip().toLowerCase(Locale.ROOT), Limit.of(MOST)).stream()
                        .map(each ->
                                new OverseenCollection(
                                        each.id, each.name, each.kind, each.createdAt))
                        .toList();
        audit.record(
                access.caller().event("collection.oversee", Outcome.SUCCESS, null, null, Map.of()));
        return new OverseenList(found);
    }
}
