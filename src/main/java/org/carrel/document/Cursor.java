package org.carrel.document;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.carrel.problem.Problems;

/** The last document of a page; the next page begins after it, whatever came in meanwhile. */
record Cursor(Instant createdAt, UUID id) {

    /** Before every document. */
    static final Cursor START = new Cursor(Instant.EPOCH, new UUID(0, 0));

    static Cursor after(Revision last) {
        return new Cursor(last.document().createdAt, last.document().id);
    }

    /**
     * @throws org.carrel.problem.ProblemException invalid-request when no list gave this
     */
    static Cursor parse(String encoded) {
        try {
            String plain =
                    new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            int split = plain.indexOf(' ');
            if (split > 0) {
                return new Cursor(
                        Instant.parse(plain.substring(0, split)),
                        UUID.fromString(plain.substring(split + 1)));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid();
        }
        throw invalid();
    }

    String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    private static RuntimeException invalid() {
        return Problems.invalid("cursor must be the next of an earlier page");
    }
}
