package org.carrel.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.audit.AuditQuery.Condition;
import org.carrel.problem.Problems;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The filter of a call, as the caller spelled it. What is left out matches everything.
 *
 * @param actor exact
 * @param collection exact
 * @param document exact
 * @param action exact
 * @param from RFC 3339, inclusive
 * @param to RFC 3339, exclusive
 * @param cursor {@code next} of the page before
 * @param limit 1 to 500, or 50 when left out
 */
record AuditFilter(
        @RestQuery @Nullable String actor,
        @RestQuery @Nullable String collection,
        @RestQuery @Nullable String document,
        @RestQuery @Nullable String action,
        @RestQuery @Nullable String from,
        @RestQuery @Nullable String to,
        @RestQuery @Nullable String cursor,
        @RestQuery @Nullable String limit) {

    static final int MAX_LIMIT = 500;

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LENGTH = 200;

    /**
     * @throws org.carrel.problem.ProblemException invalid-request, naming the parameter
     */
    AuditQuery query() {
        given().forEach(AuditFilter::requireUsable);
        var conditions = new ArrayList<Condition>();
        exact(conditions, "collection_id =", collection);
        exact(conditions, "document_id =", document);
        exact(conditions, "action =", action);
        time(conditions, "time >=", "from", from);
        time(conditions, "time <", "to", to);
        if (cursor != null) {
            conditions.add(new Condition("sequence <", whole("cursor", cursor, Long.MAX_VALUE)));
        }
        long most = limit == null ? DEFAULT_LIMIT : whole("limit", limit, MAX_LIMIT);
        return new AuditQuery(actor, conditions, (int) most);
    }

    /** What was given, by the parameters' names. */
    private Map<String, String> given() {
        Map<String, String> given = impersonal();
        put(given, "actor", actor);
        return given;
    }

    /** What was given and names nobody. */
    Map<String, String> impersonal() {
        var given = new TreeMap<String, String>();
        put(given, "collection", collection);
        put(given, "document", document);
        put(given, "action", action);
        put(given, "from", from);
        put(given, "to", to);
        put(given, "cursor", cursor);
        put(given, "limit", limit);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    private static void requireUsable(String name, String value) {
        if (value.length() > MAX_LENGTH || value.indexOf('\0') >= 0) {
            throw Problems.invalid(name + " is longer than " + MAX_LENGTH + " or holds U+0000.");
        }
    }

    private static void exact(List<Condition> conditions, String sql, @Nullable String value) {
        if (value != null) {
            conditions.add(new Condition(sql, value));
        }
    }

    private static void time(
            List<Condition> conditions, String sql, String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        try {
            conditions.add(new Condition(sql, Instant.parse(value).atOffset(ZoneOffset.UTC)));
        } catch (DateTimeException e) {
            throw Problems.invalid(name + " is not a time such as 2026-11-01T09:30:00Z.");
        }
    }

    private static long whole(String name, String value, long most) {
        try {
            long whole = Long.parseLong(value);
            if (whole >= 1 && whole <= most) {
                return whole;
            }
        } catch (NumberFormatException e) {
            // Answered as any other wrong number is.
        }
        throw Problems.invalid(name + " is not a whole number from 1 to " + most + ".");
    }
}
