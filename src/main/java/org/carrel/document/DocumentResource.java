package org.carrel.document;

import io.quarkus.vertx.http.Uncompressed;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.Revocations;
import org.carrel.problem.Problems;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One document: what is known of it, its bytes, its text. */
@Path("/api/v1/documents/{id}")
@RolesAllowed({"legal", "clinician"})
class DocumentResource {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final Access access;
    private final Reading reading;
    private final Surroundings surroundings;
    private final DocumentFiles files;
    private final Revocations revocations;

    DocumentResource(
            Access access,
            Reading reading,
            Surroundings surroundings,
            DocumentFiles files,
            Revocations revocations) {
        this.access = access;
        this.reading = reading;
        this.surroundings = surroundings;
        this.files = files;
        this.revocations = revocations;
    }

    @GET
    public RestResponse<DocumentView> get(
            UUID id, @QueryParam("version") @Nullable Integer version) {
        DocumentView view = surroundings.view(reading.of(id, version, "document.read"));
        return RestResponse.ResponseBuilder.ok(view)
                .header(HttpHeaders.ETAG, VersionTag.of(view.version()))
                .build();
    }

    /** The original, or one range of it. */
    @GET
    @Path("content")
    @Produces(MediaType.WILDCARD)
    @Uncompressed // A range counts bytes of the original.
    public Response content(
            UUID id,
            @QueryParam("version") @Nullable Integer version,
            @HeaderParam("Range") @Nullable String range)
            throws IOException {
        Reading.Granted granted =
                reading.granted(access.readable(), id, version, "document.content");
        Revision revision = granted.revision();
        VersionEntity document = revision.version();
        Optional<ByteRange> part = ByteRange.parse(range, document.size);
        if (part.isPresent() && !part.get().isSatisfiable()) {
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + document.size)
                    .build();
        }
        ByteRange sent = part.orElse(new ByteRange(0, document.size - 1));
        SeekableByteChannel plain = checked(revision, DocumentFiles.Kind.ORIGINAL, sent.first());
        Response.ResponseBuilder answer =
                Response.status(part.isPresent() ? 206 : 200)
                        .entity(
                                (StreamingOutput)
                                        out ->
                                                copy(
                                                        plain,
                                                        sent,
                                                        revocations.checks(granted.scope()),
                                                        out))
                        .type(document.mediaType)
                        .header(HttpHeaders.CONTENT_LENGTH, sent.length())
                        .header("Accept-Ranges", "bytes")
                        .header(HttpHeaders.ETAG, VersionTag.of(document.version))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                Delivery.disposition(document.mediaType, document.name))
                        .header("Content-Security-Policy", Delivery.policy(document.mediaType));
        if (part.isPresent()) {
            answer.header("Content-Range", sent.contentRange(document.size));
        }
        return answer.build();
    }

    /** The extracted text and its pages, to which character offsets refer. */
    @GET
    @Path("text")
    @Produces(MediaType.APPLICATION_JSON)
    public Response text(UUID id, @QueryParam("version") @Nullable Integer version)
            throws IOException {
        Revision revision = reading.of(id, version, "document.text");
        String state = revision.version().state;
        if (!state.equals(VersionEntity.INDEXED)) {
            throw Problems.conflict("The document has no text: it is " + state + ".");
        }
        // Kept in the form in which it is sent: see StoredText.
        SeekableByteChannel plain = checked(revision, DocumentFiles.Kind.TEXT, 0);
        ByteRange all = new ByteRange(0, plain.size() - 1);
        return Response.ok((StreamingOutput) out -> copy(plain, all, () -> {}, out))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    /** Opens a file and decrypts where reading will begin, while the status can still be 500. */
    private SeekableByteChannel checked(Revision revision, DocumentFiles.Kind kind, long first)
            throws IOException {
        SeekableByteChannel plain = files.open(StoredDocument.from(revision), kind);
        try {
            plain.position(first);
            plain.read(ByteBuffer.allocate(1));
            return plain;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** What was sent cannot be called back; the rest is kept where the right has ended. */
    private static void copy(
            SeekableByteChannel plain, ByteRange range, Runnable check, OutputStream out)
            throws IOException {
        try (plain) {
            plain.position(range.first());
            InputStream in = Channels.newInputStream(plain);
            byte[] buffer = new byte[BUFFER_BYTES];
            long left = range.length();
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the file is shorter than its document");
                }
                check.run();
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
