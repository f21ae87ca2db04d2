package org.carrel.document;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;

/**
 * What was taken in, and the job that brings it into the index.
 *
 * @param version of the document; 1 for a new one
 */
record Accepted(UUID documentId, int version, UUID jobId) {

    /** 202 with the job's address, or 200 for bytes that were there already. */
    static Response answer(Uploads.Received received) {
        Accepted body = new Accepted(received.documentId(), received.version(), received.jobId());
        if (!received.isNew()) {
            return Response.ok(body).build();
        }
        return Response.accepted(body)
                .location(URI.create("/api/v1/jobs/" + received.jobId()))
                .build();
    }
}
