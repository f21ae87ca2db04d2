package org.carrel.metadata;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import org.carrel.ingest.describe.DocumentType;

/** The types that a document can have. The same for everybody: nothing to record. */
@Path("/api/v1/document-types")
@RolesAllowed({"legal", "clinician", "compliance", "operator"})
class DocumentTypesResource {

    record TypeView(String id, String label) {}

    record TypeList(List<TypeView> items) {}

    @GET
    public TypeList list() {
        return new TypeList(
                Arrays.stream(DocumentType.values())
                        .map(type -> new TypeView(type.id(), type.label()))
                        .toList());
    }
}
