package org.carrel.intake;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.access.WritableCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.jspecify.annotations.Nullable;

/** An upload that can be taken up again after a break: the tus protocol 1.0.0. */
@Path("/api/v1/uploads/{id}")
@RolesAllowed({"legal", "clinician"})
@Tus.Protocol
class UploadResource {

    private static final int LOCKED = 423; // RFC 4918, 11.3

    private final Access access;
    private final ResumableUploads uploads;
    private final AuditLog audit;

    UploadResource(Access access, ResumableUploads uploads, AuditLog audit) {
        this.access = access;
        this.uploads = uploads;
        this.audit = audit;
    }

    /** How much has come. */
    @HEAD
    public Response standing(UUID id, @HeaderParam(Tus.RESUMABLE) @Nullable String version)
            throws IOException {
        Response unspoken = Tus.unlessSpoken(version);
        if (unspoken != null) {
            return unspoken;
        }
        UploadEntity upload = uploads.find(id, access.caller().subject());
        Optional<UploadEntity> now = uploads.standing(into(upload), upload);
        if (now.isEmpty()) {
            return locked();
        }
        Response.ResponseBuilder answer =
                Response.ok()
                        .header(Tus.LENGTH, upload.length)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!upload.metadata.isEmpty()) {
            answer.header(Tus.METADATA, upload.metadata);
        }
        return Tus.told(answer, now.get());
    }

    /** Adds bytes. Once all have come, the headers name the document and its job. */
    @PATCH
    public Response append(
            UUID id,
            @HeaderParam(Tus.RESUMABLE) @Nullable String version,
            @HeaderParam(Tus.OFFSET) @Nullable String offset,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @Nullable InputStream body)
            throws IOException {
        Response unspoken = Tus.unlessSpoken(version);
        if (unspoken != null) {
            return unspoken;
        }
        if (!Tus.isPart(type)) {
            return Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE).build();
        }
        UploadEntity upload = uploads.find(id, access.caller().subject());
        Optional<UploadEntity> now =
                uploads.append(
                        into(upload),
                        upload,
                        Tus.bytes(Tus.OFFSET, offset),
                        body == null ? InputStream.nullInputStream() : body);
        return now.isEmpty() ? locked() : Tus.told(Response.noContent(), now.get());
    }

    /** Gives an upload up. What has become a document stays. */
    @DELETE
    public Response remove(UUID id, @HeaderParam(Tus.RESUMABLE) @Nullable String version)
            throws IOException {
        Response unspoken = Tus.unlessSpoken(version);
        if (unspoken != null) {
            return unspoken;
        }
        Caller caller = access.caller();
        UploadEntity upload = uploads.find(id, caller.subject());
        if (!uploads.remove(upload)) {
            return locked();
        }
        audit.recordNow(
                caller.event(
                        "upload.delete",
                        Outcome.SUCCESS,
                        upload.collectionId,
                        upload.documentId,
                        Map.of("upload", id.toString())));
        return Response.noContent().build();
    }

    /** Asked anew each time: who is no longer a member sends no more. */
    private WritableCollection into(UploadEntity upload) {
        return access.writable(upload.collectionId);
    }

    private static Response locked() {
        return Response.status(LOCKED).build();
    }
}
