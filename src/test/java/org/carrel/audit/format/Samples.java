package org.carrel.audit.format;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.Commitment;
import org.carrel.compliance.CommittedEvent;
import org.carrel.compliance.Disclosure;
import org.carrel.compliance.LogEntry;
import org.carrel.compliance.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** Entries as a log may hold them, some of them with values that mean harm. */
final class Samples {

    static final String ACTOR = "6f9c3b1e-lovelace";
    static final String QUESTION = "What is the dose of metformin?";
    static final String COLLECTION = "11111111-2222-4333-8444-555555555555";
    static final String DOCUMENT = "99999999-8888-4777-8666-555555555555";
    static final Instant TIME = Instant.parse("2026-11-22T09:30:00.123456Z");

    /** What ends lines, opens tags, starts formulas and separates fields, somewhere. */
    static final List<String> HOSTILE =
            List.of(
                    "=HYPERLINK(\"http://evil.example\",\"x\")",
                    "a\nb\r\nc",
                    "a|b=c\\d",
                    "<x a='1'>&amp;\"",
                    "a,b;\"c\"\t d",
                    "\u0001\u0085\u2028\u2029\uFFFE",
                    "]]>--\u202E\uD83D\uDE00",
                    " \u200B=1+1");

    /** Every action that the server records, and one that it does not know yet. */
    static final List<String> ACTIONS =
            List.of(
                    "access.denied",
                    "access.unauthenticated",
                    "answer.complete",
                    "answer.evidence",
                    "answer.reconstruct",
                    "audit.adopt",
                    "audit.export",
                    "audit.read",
                    "caller.read",
                    "collection.create",
                    "collection.list",
                    "collection.read",
                    "document.attachment",
                    "document.content",
                    "document.indexed",
                    "document.list",
                    "document.metadata",
                    "document.text",
                    "document.upload",
                    "document.version",
                    "job.cancel",
                    "question.refused",
                    "search.query",
                    "summary.shown",
                    "upload.create",
                    "upload.delete",
                    "something.new");

    private Samples() {}

    /** An entry of which everything is said. */
    static OutgoingEntry outgoing(String action, boolean patient) {
        return outgoing(event(action, Outcome.SUCCESS, COLLECTION, DOCUMENT), patient, false);
    }

    static OutgoingEntry outgoing(LoggedEvent event, boolean patient, boolean withheld) {
        var entry = new LogEntry(7, event);
        return new OutgoingEntry(
                "carrel.example/log",
                entry,
                entry.leaf(),
                Map.of("actor", ACTOR, "question", QUESTION),
                withheld,
                patient ? COLLECTION : null);
    }

    static CommittedEvent event(
            String action,
            Outcome outcome,
            @Nullable String collection,
            @Nullable String document) {
        return event(action, outcome, collection, document, Map.of("sha256", "ab", "empty", ""));
    }

    static CommittedEvent event(
            String action,
            Outcome outcome,
            @Nullable String collection,
            @Nullable String document,
            Map<String, String> details) {
        var personal = new TreeMap<String, Commitment>();
        String salt = "0".repeat(64);
        personal.put("actor", new Disclosure(salt, ACTOR).commitment(COLLECTION, "actor"));
        personal.put("question", new Disclosure(salt, QUESTION).commitment(DOCUMENT, "question"));
        return new CommittedEvent(
                TIME, action, outcome, collection, document, "TREAT", details, personal);
    }

    /** Of the first form, which names its actor in clear. */
    static AuditEvent named(String action) {
        return new AuditEvent(
                TIME,
                ACTOR,
                action,
                Outcome.SUCCESS,
                COLLECTION,
                DOCUMENT,
                null,
                Map.of("actor", ACTOR));
    }

    /** Hostile wherever an event can be, disclosed values among it. */
    static OutgoingEntry hostile(String value) {
        var event =
                new CommittedEvent(
                        TIME,
                        value,
                        Outcome.FAILED,
                        value,
                        value,
                        value,
                        Map.of(value, value),
                        Map.of());
        var entry = new LogEntry(7, event);
        return new OutgoingEntry(
                value,
                entry,
                entry.leaf(),
                Map.of("actor", value, "question", value),
                false,
                value);
    }
}
