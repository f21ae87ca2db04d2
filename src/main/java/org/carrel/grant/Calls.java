package org.carrel.grant;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which scope each call of the API takes from a system. The first row that fits holds. */
final class Calls {

    private static final String BASE = "/api/v1/";
    private static final String OPENAI = "/v1/";
    private static final String ANY = "[A-Z]+";
    private static final String READING = "GET|HEAD";
    private static final String CHANGING = "POST|PUT|PATCH|DELETE|OPTIONS";

    /** {@code *} stands for one part of a path, {@code **} for one or more. */
    private static final List<Row> ROWS =
            List.of(
                    row(ANY, "me", EnumSet.allOf(Scope.class)),
                    row(ANY, "me/**", EnumSet.allOf(Scope.class)),
                    row(ANY, "audit/**", EnumSet.of(Scope.AUDIT)),
                    row("POST", "search", EnumSet.of(Scope.READ)),
                    row("POST", "ask", EnumSet.of(Scope.ASK)),
                    row("POST", "documents/*/summary", EnumSet.of(Scope.ASK)),
                    row(READING, "answers/*", EnumSet.of(Scope.ASK)),
                    row(ANY, "uploads/*", EnumSet.of(Scope.WRITE)),
                    row(ANY, "collections/*/uploads", EnumSet.of(Scope.WRITE)),
                    row(READING, "collections", EnumSet.of(Scope.READ)),
                    row(READING, "collections/*", EnumSet.of(Scope.READ)),
                    row(READING, "collections/*/documents", EnumSet.of(Scope.READ)),
                    row("POST", "collections/*/documents", EnumSet.of(Scope.WRITE)),
                    row("POST", "collections/*/jobs", EnumSet.of(Scope.WRITE)),
                    row(ANY, "collections", EnumSet.of(Scope.MANAGE)),
                    row(ANY, "collections/**", EnumSet.of(Scope.MANAGE)),
                    // An emergency is a person's, and so is its review.
                    row(READING, "break-glass", EnumSet.of(Scope.AUDIT)),
                    row(ANY, "people", EnumSet.of(Scope.MANAGE)),
                    row(ANY, "walls", EnumSet.of(Scope.MANAGE)),
                    row(ANY, "walls/**", EnumSet.of(Scope.MANAGE)),
                    row(ANY, "oversight/**", EnumSet.of(Scope.MANAGE)),
                    row(ANY, "documents/*/restriction", EnumSet.of(Scope.MANAGE)),
                    row(READING, "document-types", EnumSet.of(Scope.READ)),
                    row(READING, "documents/**", EnumSet.of(Scope.READ)),
                    row(CHANGING, "documents/**", EnumSet.of(Scope.WRITE)),
                    row(READING, "jobs", EnumSet.of(Scope.READ)),
                    row(READING, "jobs/**", EnumSet.of(Scope.READ)),
                    row(CHANGING, "jobs/**", EnumSet.of(Scope.WRITE)),
                    row(ANY, "models", EnumSet.of(Scope.OPERATE)),
                    row(ANY, "models/**", EnumSet.of(Scope.OPERATE)),
                    row(OPENAI, "POST", "chat/completions", EnumSet.of(Scope.ASK)),
                    row(OPENAI, "POST", "embeddings", EnumSet.of(Scope.ASK)),
                    row(OPENAI, READING, "models", EnumSet.of(Scope.ASK)),
                    row(OPENAI, READING, "models/*", EnumSet.of(Scope.ASK)));

    private record Row(Pattern call, Set<Scope> scopes) {}

    private Calls() {}

    /** Whether a call takes no token at all. */
    static boolean isOpen(String path) {
        return path.equals(BASE + "config");
    }

    /** The scopes of which one is enough; none for a call that is open to no system. */
    static Set<Scope> scopes(String method, String path) {
        String call = method + " " + path;
        return ROWS.stream()
                .filter(row -> row.call().matcher(call).matches())
                .findFirst()
                .map(Row::scopes)
                .orElseGet(Set::of);
    }

    private static Row row(String methods, String path, Set<Scope> scopes) {
        return row(BASE, methods, path, scopes);
    }

    private static Row row(String base, String methods, String path, Set<Scope> scopes) {
        // What a parameter of the path could hide is in no row: ";" ends a part (RFC 3986, 3.3).
        String parts =
                path.replace("**", "<rest>")
                        .replace("*", "[^/;]+")
                        .replace("<rest>", "[^/;]+(?:/[^/;]+)*");
        return new Row(Pattern.compile("(?:" + methods + ") " + base + parts), scopes);
    }
}
