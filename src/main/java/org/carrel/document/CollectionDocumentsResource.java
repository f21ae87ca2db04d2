package org.carrel.document;

import jakarta.annotation.security.RolesAllowed;
import jakarta.data.Limit;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.ReadableCollections;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.jspecify.annotations.Nullable;

/** The documents of a collection. */
@Path("/api/v1/collections/{collection}/documents")
@RolesAllowed({"legal", "clinician"})
class CollectionDocumentsResource {

    private final Access access;
    private final DocumentRepository documents;
    private final Surroundings surroundings;
    private final AuditLog audit;

    CollectionDocumentsResource(
            Access access,
            DocumentRepository documents,
            Surroundings surroundings,
            AuditLog audit) {
        this.access = access;
        this.documents = documents;
        this.surroundings = surroundings;
        this.audit = audit;
    }

    /**
     * A page of documents, oldest first.
     *
     * @param next the cursor of the next page; null on the last
     */
    record DocumentList(List<DocumentView> items, @Nullable String next) {}

    @GET
    @Transactional
    public DocumentList list(
            UUID collection,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @BeanParam DocumentFilter filter) {
        ReadableCollections readable = access.readable(List.of(collection));
        Limit oneMore = Limit.of(limit + 1);
        Cursor after = cursor == null ? Cursor.START : Cursor.parse(cursor);
        List<Revision> found =
                documents.after(
                        readable.ids(),
                        after.createdAt(),
                        after.id(),
                        filter.wantedType(),
                        filter.isDated(),
                        filter.earliest(),
                        filter.latest(),
                        filter.namePattern(),
                        oneMore);
        List<Revision> page = found.subList(0, Math.min(limit, found.size()));
        DocumentList list =
                new DocumentList(
                        surroundings.views(page),
                        found.size() > limit ? Cursor.after(page.getLast()).encoded() : null);
        audit.record(
                readable.caller()
                        .event("document.list", Outcome.SUCCESS, collection, null, Map.of()));
        return list;
    }
}
