package org.carrel.compliance;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes entries of what {@link CanonicalForm} wrote, and of nothing else. */
final class EntryReader {

    private EntryReader() {}

    /**
     * @throws MalformedAuditException if the value is no entry in a known form
     */
    static LogEntry entry(@Nullable Json json) {
        Map<String, Json> values = members(json, "an entry");
        var entry = new LogEntry(whole(values, "sequence"), event(values));
        // Catches members that are unknown, missing or in another form.
        if (!CanonicalForm.json(entry.sequence(), entry.event()).equals(json)) {
            throw new MalformedAuditException("not in the canonical form of an entry");
        }
        return entry;
    }

    static Map<String, Json> members(@Nullable Json json, String what) {
        if (json instanceof Json.Members(Map<String, Json> values)) {
            return values;
        }
        throw new MalformedAuditException(what + " is not an object");
    }

    static String text(Map<String, Json> values, String name) {
        String text = optionalText(values, name);
        if (text == null) {
            throw new MalformedAuditException(name + " is missing");
        }
        return text;
    }

    static long whole(Map<String, Json> values, String name) {
        if (!(values.get(name) instanceof Json.Whole(long value))) {
            throw new MalformedAuditException(name + " is not a whole number");
        }
        return value;
    }

    private static LoggedEvent event(Map<String, Json> values) {
        long form = whole(values, "form");
        if (form == CanonicalForm.FORM) {
            return event(values, text(values, "actor"));
        }
        if (form == CanonicalForm.COMMITTED_FORM) {
            return event(values, personal(values.get("personal")));
        }
        throw new MalformedAuditException("the form is not known");
    }

    private static AuditEvent event(Map<String, Json> values, String actor) {
        return new AuditEvent(
                time(text(values, "time")),
                actor,
                text(values, "action"),
                outcome(text(values, "outcome")),
                optionalText(values, "collectionId"),
                optionalText(values, "documentId"),
                optionalText(values, "purpose"),
                details(values));
    }

    private static CommittedEvent event(
            Map<String, Json> values, Map<String, Commitment> personal) {
        return new CommittedEvent(
                time(text(values, "time")),
                text(values, "action"),
                outcome(text(values, "outcome")),
                optionalText(values, "collectionId"),
                optionalText(values, "documentId"),
                optionalText(values, "purpose"),
                details(values),
                personal);
    }

    private static Map<String, String> details(Map<String, Json> values) {
        Json details = values.get("details");
        if (details == null) {
            throw new MalformedAuditException("details are missing");
        }
        return CanonicalForm.texts(details);
    }

    private static Map<String, Commitment> personal(@Nullable Json json) {
        var personal = new TreeMap<String, Commitment>();
        members(json, "personal")
                .forEach((field, value) -> {
                    Map<String, Json> parts = members(value, "a personal field");
                    personal.put(
                            field,
                            new Commitment(text(parts, "subject"), text(parts, "commitment")));
                });
        return personal;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedAuditException("time is not an instant");
        }
    }

    private static AuditEvent.Outcome outcome(String name) {
        for (AuditEvent.Outcome outcome : AuditEvent.Outcome.values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        throw new MalformedAuditException("outcome is unknown");
    }

    private static @Nullable String optionalText(Map<String, Json> values, String name) {
        return switch (values.get(name)) {
            case null -> null;
            case Json.Text(String text) -> text;
            default -> throw new MalformedAuditException(name + " is not a string");
        };
    }
}
