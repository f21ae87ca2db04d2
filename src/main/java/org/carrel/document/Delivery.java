package org.carrel.document;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * How an original is sent so that a browser never runs it in our origin: only types without scripts
 * may open in the browser, everything else is saved as a file, and all but PDF (which the browser's
 * own viewer cannot show sandboxed) carry a policy that forbids scripts and network.
 */
final class Delivery {

    static final String SANDBOX = "sandbox; default-src 'none'";
    static final String PDF_POLICY = "default-src 'none'";

    private static final String PDF = "application/pdf";
    private static final Set<String> INLINE =
            Set.of(PDF, "text/plain", "image/png", "image/jpeg", "image/gif", "image/tiff");

    private Delivery() {}

    static String disposition(String mediaType, String name) {
        String kind = INLINE.contains(essence(mediaType)) ? "inline" : "attachment";
        return kind + "; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    static String policy(String mediaType) {
        return essence(mediaType).equals(PDF) ? PDF_POLICY : SANDBOX;
    }

    private static String essence(String mediaType) {
        int parameters = mediaType.indexOf(';');
        return (parameters < 0 ? mediaType : mediaType.substring(0, parameters)).strip();
    }

    /** For clients that do not know RFC 8187. */
    private static String ascii(String name) {
        return name.replaceAll("[^\\x20-\\x7e]|[\"\\\\%;]", "_");
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
