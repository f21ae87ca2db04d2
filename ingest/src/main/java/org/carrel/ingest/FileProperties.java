package org.carrel.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of itself. Nobody vouches for it.
 *
 * @param title at most 500 UTF-16 units
 * @param author likewise
 * @param created when it was written, or a mail was sent
 * @param language IETF tag, such as {@code en-US}
 */
public record FileProperties(
        @Nullable String title,
        @Nullable String author,
        @Nullable Instant created,
        @Nullable String language) {

    /** A file that says nothing. */
    public static final FileProperties NONE = new FileProperties(null, null, null, null);
}
