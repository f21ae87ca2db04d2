package org.carrel.intake;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.WritableCollection;
import org.carrel.intake.ResumableUploads.Plan;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Beginning an upload that can be taken up again after a break: the tus protocol 1.0.0. */
@Path("/api/v1/collections/{collection}/uploads")
@RolesAllowed({"legal", "clinician"})
@Tus.Protocol
class CollectionUploadsResource {

    private final Access access;
    private final ResumableUploads uploads;

    CollectionUploadsResource(Access access, ResumableUploads uploads) {
        this.access = access;
        this.uploads = uploads;
    }

    /** What of the protocol is spoken here. */
    @OPTIONS
    public Response options(UUID collection) {
        return Response.noContent()
                .header("Tus-Version", Tus.VERSION)
                .header("Tus-Extension", Tus.EXTENSIONS)
                .header("Tus-Max-Size", uploads.maxLength())
                .build();
    }

    /**
     * Begins an upload. Upload-Metadata names the file ({@code filename}) and, if it is to be added
     * to one, an open job ({@code job}). The first bytes may come along.
     */
    @POST
    public Response create(
            UUID collection,
            @HeaderParam(Tus.RESUMABLE) @Nullable String version,
            @HeaderParam(Tus.LENGTH) @Nullable String length,
            @HeaderParam(Tus.METADATA) @Nullable String metadata,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @Nullable InputStream body)
            throws IOException {
        Response unspoken = Tus.unlessSpoken(version);
        if (unspoken != null) {
            return unspoken;
        }
        WritableCollection into = access.writable(collection);
        UploadEntity upload = uploads.create(into, plan(length, metadata));
        URI location = URI.create("/api/v1/uploads/" + upload.id);
        boolean withBytes = Tus.isPart(type) && body != null;
        if (withBytes || upload.isWhole()) {
            InputStream bytes = withBytes && body != null ? body : InputStream.nullInputStream();
            upload = uploads.append(into, upload, 0, bytes).orElseThrow();
        }
        return Tus.told(Response.created(location), upload);
    }

    private static Plan plan(@Nullable String length, @Nullable String metadata) {
        String stated = metadata == null ? "" : metadata;
        Map<String, String> values = Tus.metadata(stated);
        return new Plan(
                Tus.bytes(Tus.LENGTH, length),
                values.getOrDefault("filename", "").replace("\0", ""), // PostgreSQL has no U+0000.
                stated,
                job(values.get("job")));
    }

    private static @Nullable UUID job(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problems.invalid("job must be the id of a job.");
        }
    }
}
