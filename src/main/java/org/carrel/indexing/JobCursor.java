package org.carrel.indexing;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The last job that a page of the list looked at; the next page begins with the one before it. */
record JobCursor(Instant createdAt, UUID id) {

    static JobCursor at(JobEntity job) {
        return new JobCursor(job.createdAt, job.id);
    }

    /**
     * @param encoded null for the first page
     * @throws org.carrel.problem.ProblemException invalid-request when no list gave this
     */
    static JobCursor parse(@Nullable String encoded) {
        if (encoded == null) {
            return new JobCursor(Instant.now().plus(Duration.ofDays(1)), new UUID(0, 0));
        }
        try {
            String plain =
                    new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            int split = plain.indexOf(' ');
            return new JobCursor(
                    Instant.parse(plain.substring(0, Math.max(0, split))),
                    UUID.fromString(plain.substring(split + 1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Problems.invalid("cursor must be the next of an earlier page");
        }
    }

    String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }
}
