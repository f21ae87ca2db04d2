package org.carrel.metadata;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.carrel.access.Access;
import org.carrel.access.ReadableCollections;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.document.Documents;
import org.carrel.problem.Problems;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What a document is: shown with its source, corrected by those who may read it. */
@Path("/api/v1/documents/{id}/metadata")
@RolesAllowed({"legal", "clinician"})
class MetadataResource {

    private final Access access;
    private final Documents documents;
    private final Metadata metadata;
    private final MetadataViews views;
    private final AuditLog audit;

    MetadataResource(
            Access access,
            Documents documents,
            Metadata metadata,
            MetadataViews views,
            AuditLog audit) {
        this.access = access;
        this.documents = documents;
        this.metadata = metadata;
        this.views = views;
        this.audit = audit;
    }

    /**
     * A person's word.
     *
     * @param value a string, a list of strings for parties and patient-identifiers, or null: there
     *     is none
     */
    record Said(@Schema(implementation = Object.class) @Nullable Object value) {}

    @GET
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = MetadataView.class)))
    public Response get(UUID id) {
        ReadableCollections readable = readable(id, "document.metadata.read");
        audit.recordNow(
                readable.caller()
                        .event(
                                "document.metadata.read",
                                Outcome.SUCCESS,
                                readable.only(),
                                id,
                                Map.of()));
        return answer(QuarkusTransaction.requiringNew().call(() -> views.of(id)));
    }

    @PUT
    @Path("{field}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = MetadataView.class)))
    public Response say(
            UUID id,
            String field,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String condition,
            @Nullable Said said) {
        MetadataField named = named(field);
        if (said == null) {
            throw Problems.invalid("The body must be {\"value\": ...}.");
        }
        Object value = named.validated(said.value());
        ReadableCollections readable = readable(id, "document.metadata");
        String by = readable.caller().subject();
        return changed(
                id,
                condition,
                readable,
                Map.of("field", named.id(), "change", "set"),
                document -> metadata.say(document, named, value, by));
    }

    /** Back to the guess. */
    @DELETE
    @Path("{field}")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = MetadataView.class)))
    public Response unsay(
            UUID id, String field, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String condition) {
        MetadataField named = named(field);
        return changed(
                id,
                condition,
                readable(id, "document.metadata"),
                Map.of("field", named.id(), "change", "cleared"),
                document -> metadata.unsay(document, named));
    }

    private Response changed(
            UUID id,
            @Nullable String condition,
            ReadableCollections readable,
            Map<String, String> details,
            Consumer<UUID> change) {
        return answer(
                QuarkusTransaction.requiringNew()
                        .call(() -> {
                            documents.lock(id);
                            if (condition != null && !views.of(id).matches(condition)) {
                                throw Problems.preconditionFailed(
                                        "The metadata has changed since it was read.");
                            }
                            change.accept(id);
                            MetadataViews.Tagged view = views.of(id);
                            audit.record(
                                    readable.caller()
                                            .event(
                                                    "document.metadata",
                                                    Outcome.SUCCESS,
                                                    readable.only(),
                                                    id,
                                                    details));
                            return view;
                        }));
    }

    private static Response answer(MetadataViews.Tagged view) {
        return Response.ok(view.view()).tag(view.tag()).build();
    }

    private static MetadataField named(String field) {
        return MetadataField.of(field)
                .orElseThrow(() -> Problems.invalid("There is no such field of metadata."));
    }

    /** The document's collection, if the caller may read it; a refusal is recorded. */
    private ReadableCollections readable(UUID id, String action) {
        ReadableCollections all = access.readable();
        return documents
                .collectionOf(id)
                .filter(all::contains)
                .map(collection -> access.opened(all, List.of(collection)))
                .orElseThrow(() -> {
                    audit.recordNow(all.caller().event(action, Outcome.DENIED, null, id, Map.of()));
                    return Problems.notFound("document");
                });
    }
}
