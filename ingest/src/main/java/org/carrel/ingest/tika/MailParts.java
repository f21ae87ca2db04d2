package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a mail: of alternatives (RFC 2046, 5.1.4) the best one is the body, files are
 * attached as they come, and pictures that the body shows are left out.
 */
final class MailParts {

    /** A text that is the body of the mail, or a part of it. */
    record Body(boolean html, String text) {}

    private record Frame(boolean alternatives, List<List<Body>> branches) {}

    private static final int MAX_NESTING = 50;
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

    /** They say who signed, which nobody checks here, and hold no text. */
    private static final Set<String> SIGNATURES =
            Set.of(
                    "application/pkcs7-signature",
                    "application/x-pkcs7-signature",
                    "application/pgp-signature");

    private static final Set<String> TEXTS =
            Set.of("text/plain", "text/html", "text/enriched", "message/delivery-status");

    private final Charsets charsets;
    private final Transcript into;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<Body> bodies = new ArrayList<>();
    private final List<String> attached = new ArrayList<>();
    private final StringBuilder shownPictures = new StringBuilder();

    MailParts(Charsets charsets, Transcript into) {
        this.charsets = charsets;
        this.into = into;
    }

    boolean isOutermost() {
        return frames.isEmpty();
    }

    List<Body> bodies() {
        return List.copyOf(bodies);
    }

    /** Names of the files that came with the mail, kept or not. */
    List<String> attached() {
        return List.copyOf(attached);
    }

    void take(EntityState state, MimeTokenStream mime) throws IOException {
        switch (state) {
            case T_START_MULTIPART -> {
                if (frames.size() >= MAX_NESTING) {
                    throw new RefusedException(RefusalReason.TOO_DEEP);
                }
                String type = mime.getBodyDescriptor().getMimeType();
                boolean alternatives = "multipart/alternative".equalsIgnoreCase(type);
                frames.push(new Frame(alternatives, new ArrayList<>()));
            }
            case T_END_MULTIPART -> {
                Frame ended = frames.pop();
                add(ended.alternatives() ? best(ended.branches()) : all(ended.branches()));
            }
            case T_BODY -> leaf((MaximalBodyDescriptor) mime.getBodyDescriptor(), mime);
            default -> {}
        }
    }

    private void add(List<Body> branch) {
        if (frames.isEmpty()) {
            bodies.addAll(branch);
        } else {
            frames.element().branches().add(branch);
        }
    }

    private static List<Body> all(List<List<Body>> branches) {
        return branches.stream().flatMap(List::stream).toList();
    }

    /**
     * What a mail program would show: the page where there is one, else the last that says
     * anything.
     */
    private static List<Body> best(List<List<Body>> branches) {
        List<Body> best = List.of();
        boolean page = false;
        for (List<Body> branch : branches) {
            boolean says = branch.stream().anyMatch(body -> !body.text().isBlank());
            boolean html = branch.stream().anyMatch(Body::html);
            if (says && (html || !page)) {
                best = branch;
                page = html;
            }
        }
        return best;
    }

    private void leaf(MaximalBodyDescriptor part, MimeTokenStream mime) throws IOException {
        String type = part.getMimeType().toLowerCase(Locale.ROOT);
        String name = name(part);
        boolean sent = "attachment".equalsIgnoreCase(part.getContentDispositionType());
        try (InputStream bytes = mime.getDecodedInputStream()) {
            if (TEXTS.contains(type) && !sent && (name == null || frames.isEmpty())) {
                add(List.of(body(type.equals("text/html"), part.getCharset(), bytes)));
            } else if (isShown(part)) {
                return; // A picture within the body.
            } else {
                attach(name == null ? "attachment" + extension(type) : name, type, bytes);
            }
        }
    }

    private Body body(boolean html, @Nullable String declared, InputStream in) throws IOException {
        byte[] bytes = new BoundedBytes(in, MAX_BODY_BYTES).readAllBytes();
        Charset charset = Charsets.named(declared);
        if (charset == null || charset.equals(StandardCharsets.US_ASCII)) {
            charset = charsets.of(bytes); // The default where none is declared; often untrue.
        }
        String text = new String(bytes, charset);
        if (html) {
            shownPictures.append(text);
        }
        return new Body(html, text);
    }

    private boolean isShown(MaximalBodyDescriptor part) {
        String id = part.getContentId();
        if (id == null || !part.getMimeType().toLowerCase(Locale.ROOT).startsWith("image/")) {
            return false;
        }
        return shownPictures.indexOf("cid:" + id.replaceAll("[<>\\s]", "")) >= 0;
    }

    private void attach(String name, String type, InputStream bytes) throws IOException {
        attached.add(name);
        if (!SIGNATURES.contains(type)) {
            into.attach(name, bytes);
        }
    }

    private static @Nullable String name(MaximalBodyDescriptor part) {
        String name = part.getContentDispositionFilename();
        if (name == null && part.getContentTypeParameters() != null) {
            name = part.getContentTypeParameters().get("name");
        }
        return name == null || name.isBlank()
                ? null
                : DecoderUtil.decodeEncodedWords(name, DecodeMonitor.SILENT);
    }

    private static String extension(String type) {
        return type.equals("message/rfc822") ? ".eml" : EmbeddedFiles.extension(type);
    }
}
