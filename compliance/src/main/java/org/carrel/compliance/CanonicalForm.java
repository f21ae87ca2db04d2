package org.carrel.compliance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write an event at its place as bytes. It is JSON in the form of RFC 8785, in
 * UTF-8, so that any implementation of that RFC can check a log without this code:
 *
 * <pre>{@code
 * {"action":"document.read","collectionId":"c-1","details":{"page":"3"},"documentId":"d-9",
 *  "form":2,"outcome":"SUCCESS","personal":{"actor":{"commitment":"…","subject":"…"}},
 *  "purpose":"TREAT","sequence":42,"time":"2026-11-01T09:30:00.000000Z"}
 * }</pre>
 *
 * (on one line). {@code collectionId}, {@code documentId} and {@code purpose} are left out when the
 * event has none; {@code details} and {@code personal} are there even when empty. {@code time} is
 * UTC with exactly six digits of a second. {@code form} is the version of these rules: in form 1,
 * there is {@code actor}, a string, and no {@code personal}.
 */
public final class CanonicalForm {

    /** The most bytes that an event may take: bounds a row, a line and a request's share. */
    public static final int MAX_BYTES = 64 * 1024;

    static final long FORM = 1;
    static final long COMMITTED_FORM = 2;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private CanonicalForm() {}

    /**
     * The bytes of an event at its place.
     *
     * @throws MalformedAuditException if they are more than {@link #MAX_BYTES}
     */
    public static byte[] bytes(long sequence, LoggedEvent event) {
        byte[] bytes = json(sequence, event).canonical().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new MalformedAuditException("the event takes more than " + MAX_BYTES + " bytes");
        }
        return bytes;
    }

    /** An event's details alone, as they stand in {@link #bytes}. */
    public static String details(Map<String, String> details) {
        return Json.Members.ofTexts(details).canonical();
    }

    /**
     * Reads what {@link #details(Map)} wrote.
     *
     * @throws MalformedAuditException if the text is anything else
     */
    public static Map<String, String> details(String text) {
        return texts(JsonReader.read(text));
    }

    static Json json(long sequence, LoggedEvent event) {
        var values = new TreeMap<String, Json>();
        values.put("action", new Json.Text(event.action()));
        putIfSaid(values, "collectionId", event.collectionId());
        values.put("details", Json.Members.ofTexts(event.details()));
        putIfSaid(values, "documentId", event.documentId());
        values.put("outcome", new Json.Text(event.outcome().name()));
        putIfSaid(values, "purpose", event.purpose());
        values.put("sequence", new Json.Whole(sequence));
        values.put("time", new Json.Text(time(event.time())));
        switch (event) {
            case AuditEvent named -> {
                values.put("actor", new Json.Text(named.actor()));
                values.put("form", new Json.Whole(FORM));
            }
            case CommittedEvent committed -> {
                values.put("form", new Json.Whole(COMMITTED_FORM));
                values.put("personal", personal(committed.personal()));
            }
        }
        return new Json.Members(values);
    }

    private static Json personal(Map<String, Commitment> personal) {
        var fields = new TreeMap<String, Json>();
        personal.forEach((field, value) ->
                fields.put(
                        field,
                        Json.Members.ofTexts(
                                Map.of(
                                        "commitment",
                                        value.commitment(),
                                        "subject",
                                        value.subject()))));
        return new Json.Members(fields);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static Map<String, String> texts(Json json) {
        if (!(json instanceof Json.Members(Map<String, Json> values))) {
            throw new MalformedAuditException("details are not an object");
        }
        var texts = new TreeMap<String, String>();
        values.forEach((name, value) -> {
            if (!(value instanceof Json.Text(String text))) {
                throw new MalformedAuditException("details hold more than strings");
            }
            texts.put(name, text);
        });
        return texts;
    }

    private static void putIfSaid(Map<String, Json> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, new Json.Text(value));
        }
    }
}
