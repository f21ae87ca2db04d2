package org.carrel.audit.format;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.carrel.compliance.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event in ArcSight's Common Event Format. Values longer than its dictionary allows are cut; the
 * entry that the line names holds them whole.
 */
final class CefLine {

    private static final String HEADER = "CEF:0|Carrel|Carrel|1|";

    /** Of custom strings; {@code msg} and names have less. */
    private static final int LONGEST = 4_000;

    private static final int LONGEST_NAME = 1_023;

    private CefLine() {}

    static String of(OutgoingEntry outgoing) {
        LoggedEvent event = outgoing.event();
        String action = headerText(event.action());
        return HEADER
                + action
                + "|"
                + action
                + "|"
                + severity(event)
                + "|"
                + extension(outgoing).entrySet().stream()
                        .map(each -> each.getKey() + "=" + extensionText(each.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static Map<String, String> extension(OutgoingEntry outgoing) {
        LoggedEvent event = outgoing.event();
        var fields = new LinkedHashMap<String, String>();
        fields.put("rt", Long.toString(event.time().toEpochMilli()));
        fields.put("externalId", Long.toString(outgoing.entry().sequence()));
        put(fields, "deviceExternalId", outgoing.origin(), LONGEST_NAME);
        put(fields, "suid", outgoing.actorOrSubject(), LONGEST_NAME);
        fields.put("act", cut(event.action(), LONGEST_NAME));
        fields.put("outcome", event.outcome().name());
        labelled(fields, "cs1", "collection", event.collectionId());
        labelled(fields, "cs2", "document", event.documentId());
        labelled(fields, "cs3", "purpose", event.purpose());
        labelled(fields, "cs4", "details", JsonText.of(outgoing.details()));
        labelled(fields, "cs5", "personal", JsonText.of(outgoing.personal()));
        labelled(fields, "cs6", "leafHash", outgoing.leaf().hex());
        return fields;
    }

    private static int severity(LoggedEvent event) {
        return switch (event.outcome()) {
            case SUCCESS -> 2;
            case FAILED -> 5;
            case DENIED -> 6;
        };
    }

    private static void labelled(
            Map<String, String> fields, String key, String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(key + "Label", label);
            put(fields, key, value, LONGEST);
        }
    }

    private static void put(Map<String, String> fields, String key, String value, int longest) {
        fields.put(key, cut(value, longest));
    }

    private static String cut(String value, int longest) {
        if (value.length() <= longest) {
            return value;
        }
        int end = longest - 1;
        return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }

    private static String headerText(String value) {
        return plain(value.replace("\\", "\\\\").replace("|", "\\|"), " ", " ");
    }

    private static String extensionText(String value) {
        return plain(value.replace("\\", "\\\\").replace("=", "\\="), "\\n", "\\r");
    }

    /** Without what a reader could take for the line's end. */
    private static String plain(String value, String lineFeed, String carriageReturn) {
        var out = new StringBuilder(value.length());
        value.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '\n' -> out.append(lineFeed);
                        case '\r' -> out.append(carriageReturn);
                        case '\u2028', '\u2029' -> out.append(' ');
                        default -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
                    }
                });
        return out.toString();
    }
}
