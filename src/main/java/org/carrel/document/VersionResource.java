package org.carrel.document;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.carrel.problem.Problems;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a document: listing them, adding one, bringing one back, opening a locked one.
 */
@Path("/api/v1/documents/{id}")
@RolesAllowed({"legal", "clinician"})
class VersionResource {

    private final Reading reading;
    private final Uploads uploads;
    private final Unlocking unlocking;
    private final VersionRepository versions;
    private final Surroundings surroundings;

    VersionResource(
            Reading reading,
            Uploads uploads,
            Unlocking unlocking,
            VersionRepository versions,
            Surroundings surroundings) {
        this.reading = reading;
        this.surroundings = surroundings;
        this.uploads = uploads;
        this.unlocking = unlocking;
        this.versions = versions;
    }

    /** The versions of a document, latest first. */
    record VersionList(List<DocumentView> items) {}

    /** What opens a file that is locked. */
    record Password(@NotBlank @Size(max = Unlocking.MAX_PASSWORD) String password) {

        /** The password is left out. */
        @Override
        public String toString() {
            return "Password";
        }
    }

    @GET
    @Path("versions")
    public VersionList list(UUID id) {
        DocumentEntity document = reading.of(id, null, "document.versions").document();
        return new VersionList(
                surroundings.views(
                        versions.of(id).stream()
                                .map(each -> new Revision(document, each))
                                .toList()));
    }

    @PUT
    @Path("content")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response replace(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestForm("file") @Nullable FileUpload file)
            throws IOException {
        Reading.Changeable target = reading.toChange(id, null, "document.version");
        if (file == null) {
            throw Problems.invalid("The form has no part named file.");
        }
        return Accepted.answer(
                uploads.replace(
                        target,
                        file.uploadedFile(),
                        String.valueOf(file.fileName()),
                        VersionTag.Condition.of(ifMatch)));
    }

    @POST
    @Path("versions/{version}/restore")
    public Response restore(UUID id, int version) throws IOException {
        return Accepted.answer(uploads.restore(reading.toChange(id, version, "document.version")));
    }

    @POST
    @Path("unlock")
    public Response unlock(
            UUID id,
            @QueryParam("version") @Nullable Integer version,
            @Valid @NotNull Password password)
            throws IOException {
        Reading.Changeable target = reading.toChange(id, version, "document.unlock");
        return Accepted.answer(unlocking.unlock(target, password.password()));
    }
}
