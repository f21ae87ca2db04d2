package org.carrel.intake;

import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Names and forms of the tus protocol, version 1.0.0 (tus.io/protocols/resumable-upload). */
final class Tus {

    static final String VERSION = "1.0.0";
    static final String EXTENSIONS = "creation,creation-with-upload,expiration,termination";
    static final String PART_TYPE = "application/offset+octet-stream";

    static final String RESUMABLE = "Tus-Resumable";
    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String METADATA = "Upload-Metadata";
    static final String EXPIRES = "Upload-Expires";

    /** Not of the protocol: what became of a file that is whole. */
    static final String DOCUMENT = "Carrel-Document";

    static final String JOB = "Carrel-Job";

    private static final int MOST_METADATA = 4096;

    private Tus() {}

    /** Marks calls whose answers name the protocol's version, also when they refuse. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Protocol {}

    /** Names the protocol's version in an answer. */
    @Provider
    @Protocol
    static class Named implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.getHeaders().putSingle(RESUMABLE, VERSION);
        }
    }

    /** The answer to a client that speaks no version of the protocol that is known here. */
    static @Nullable Response unlessSpoken(@Nullable String version) {
        return VERSION.equals(version)
                ? null
                : Response.status(Response.Status.PRECONDITION_FAILED)
                        .header("Tus-Version", VERSION)
                        .build();
    }

    /** Whether a body holds bytes of an upload; clients add parameters to the type. */
    static boolean isPart(@Nullable String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(PART_TYPE);
    }

    /**
     * A number of bytes in a header.
     *
     * @throws org.carrel.problem.ProblemException invalid-request when it is none
     */
    static long bytes(String header, @Nullable String value) {
        try {
            long bytes = value == null ? -1 : Long.parseLong(value);
            if (bytes >= 0) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // Answered as any other wrong number is.
        }
        throw Problems.invalid(header + " must be a number of bytes.");
    }

    /**
     * The pairs of an Upload-Metadata header: key, blank, Base64 of the value, separated by commas.
     *
     * @throws org.carrel.problem.ProblemException invalid-request when it has another form
     */
    static Map<String, String> metadata(String header) {
        if (header.length() > MOST_METADATA) {
            throw Problems.invalid(METADATA + " is longer than " + MOST_METADATA + ".");
        }
        Map<String, String> found = new HashMap<>();
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            try {
                byte[] value =
                        Base64.getDecoder().decode(parts.length == 2 ? parts[1].strip() : "");
                found.put(parts[0], new String(value, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw Problems.invalid(METADATA + " holds a value that is not Base64.");
            }
        }
        return found;
    }

    /** A time as HTTP writes it (RFC 9110, 5.6.7). */
    static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** Completes an answer by how an upload stands. */
    static Response told(Response.ResponseBuilder answer, UploadEntity upload) {
        answer.header(OFFSET, upload.received).header(EXPIRES, date(upload.expiresAt));
        if (upload.documentId != null) {
            answer.header(DOCUMENT, upload.documentId).header(JOB, upload.documentJob);
        }
        return answer.build();
    }
}
