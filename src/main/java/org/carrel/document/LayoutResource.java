package org.carrel.document;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.util.UUID;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** What extraction found of a document beside its text: places on pages, clinical statements. */
@Path("/api/v1/documents/{id}")
@RolesAllowed({"legal", "clinician"})
class LayoutResource {

    /** Longest range, in UTF-16 units: some ten pages, where a citation is a few lines. */
    static final int MAX_RANGE = 50_000;

    private final Reading reading;
    private final DerivedFiles files;

    LayoutResource(Reading reading, DerivedFiles files) {
        this.reading = reading;
        this.files = files;
    }

    /** Where the text from start to end stands; no boxes where the pages cannot be shown. */
    @GET
    @Path("boxes")
    public Boxes boxes(
            UUID id,
            @QueryParam("version") @Nullable Integer version,
            @QueryParam("start") @Min(0) int start,
            @QueryParam("end") @Min(0) int end)
            throws IOException {
        if (end < start || end - start > MAX_RANGE) {
            throw Problems.invalid(
                    "end must be start or after it, by " + MAX_RANGE + " characters at most.");
        }
        Revision revision = reading.of(id, version, "document.boxes");
        return files.layout(StoredDocument.from(revision))
                .map(layout -> Boxes.of(layout, start, end))
                .orElse(Boxes.NONE);
    }

    @GET
    @Path("record")
    public ClinicalRecord record(UUID id, @QueryParam("version") @Nullable Integer version)
            throws IOException {
        Revision revision = reading.of(id, version, "document.record");
        return files.record(StoredDocument.from(revision))
                .orElseThrow(() -> Problems.notFound("clinical record"));
    }
}
