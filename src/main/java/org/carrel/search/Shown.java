package org.carrel.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was shown, in the form in which the audit log keeps it: places and hashes, never text. */
public final class Shown {

    private Shown() {}

    /** {@code document/version@start-end} for each passage, in order. */
    public static String list(List<Hit> hits) {
        return hits.stream()
                .map(hit -> place(hit.documentId(), hit.version(), hit.start(), hit.end()))
                .collect(Collectors.joining(" "));
    }

    /** One place, {@code document/version@start-end}. */
    public static String place(UUID document, int version, int start, int end) {
        return document + "/" + version + "@" + start + "-" + end;
    }

    /** Lower-case hexadecimal SHA-256 of the text in UTF-8; of null as of the empty text. */
    public static String sha256(@Nullable String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((text == null ? "" : text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has SHA-256.
            throw new IllegalStateException(e);
        }
    }
}
