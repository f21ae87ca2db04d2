package org.carrel;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carrel.document.Upload;

/** Every call that the API describes, made with ids that a test chooses. */
final class Operations {

    private static final UUID NOBODYS = UUID.fromString("7d2f6a54-4f1c-4c32-9a52-000000000000");
    private static final String MEMBER =
            "{\"principal\": {\"kind\": \"subject\", \"name\": \"a\"}, \"reason\": \"a\"}";
    private static final String TRACE = "\"traceId\":\"[^\"]*\"";
    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete");

    private Operations() {}

    /** Ids by the part of a path after which they stand. */
    record Names(UUID collections, UUID documents, UUID jobs, UUID uploads, UUID answers) {

        static final Names OF_NOTHING = new Names(NOBODYS, NOBODYS, NOBODYS, NOBODYS, NOBODYS);

        String in(String template) {
            return template.replaceAll("(collections/)\\{[^}]+}", "$1" + collections)
                    .replaceAll("((?:documents|items)/)\\{[^}]+}", "$1" + documents)
                    .replaceAll("(jobs/)\\{[^}]+}", "$1" + jobs)
                    .replaceAll("(uploads/)\\{[^}]+}", "$1" + uploads)
                    .replaceAll("(answers/)\\{[^}]+}", "$1" + answers)
                    .replace("{version}", "1")
                    .replace("{field}", "type")
                    .replaceAll("\\{[^}]+}", NOBODYS.toString());
        }
    }

    /** A collection of the caller's with one of everything that can be in it. */
    static Names filed(String name) {
        UUID collection = IndexedSample.matter(name);
        Upload lease = Upload.of(collection, "lease.txt", "The rent is 4,200 dollars.").ended();
        String upload =
                tus(given())
                        .header("Upload-Length", "9")
                        .post("/api/v1/collections/" + collection + "/uploads")
                        .then()
                        .statusCode(201)
                        .extract()
                        .header("Location");
        String answer =
                given().contentType(ContentType.JSON)
                        .body(Map.of("question", "How much is the rent?", "route", "extract"))
                        .post("/api/v1/ask")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("answerId");
        UUID begun = UUID.fromString(upload.substring(upload.lastIndexOf('/') + 1));
        UUID given = UUID.fromString(answer);
        return new Names(collection, lease.document(), lease.job(), begun, given);
    }

    /** What the call with these ids answers: status, headers and body, but for the trace id. */
    static String answer(String route, Names names) {
        String[] parts = route.split(" ", 2);
        RequestSpecification request = tus(given());
        boolean uploads = parts[1].endsWith("/uploads") || parts[1].contains("/uploads/");
        if (uploads && !parts[0].equals("HEAD")) {
            request =
                    request.contentType("application/offset+octet-stream")
                            .header("Upload-Length", "1")
                            .header("Upload-Offset", "0")
                            .body(new byte[] {65});
        } else if (route.equals("POST /api/v1/collections/{collection}/documents")
                || route.startsWith("PUT") && parts[1].endsWith("/content")) {
            request = request.multiPart("file", "a.txt", new byte[] {65});
        } else if (Set.of("POST", "PUT").contains(parts[0])) {
            request = request.contentType(ContentType.JSON).body(body(parts[1]));
        }
        return told(request.request(parts[0], names.in(parts[1])));
    }

    private static String body(String path) {
        return path.endsWith("/unlock")
                ? "{\"password\": \"a\"}"
                : path.contains("/metadata/")
                        ? "{\"value\": \"lease\"}"
                        : path.endsWith("/restriction")
                                ? "{\"reason\": \"a\", \"readers\": []}"
                                : path.endsWith("/members") ? MEMBER : "{}";
    }

    static RequestSpecification tus(RequestSpecification request) {
        return request.header("Tus-Resumable", "1.0.0");
    }

    static String told(Response response) {
        String headers =
                response.headers().asList().stream()
                        .filter(header -> !header.hasSameNameAs(new Header("X-Trace-Id", "")))
                        .map(Header::toString)
                        .sorted()
                        .collect(Collectors.joining("\n"));
        return response.statusCode()
                + "\n"
                + headers
                + "\n"
                + response.asString().replaceAll(TRACE, "");
    }

    static Stream<String> routes() {
        Map<String, Map<String, Object>> paths =
                given().queryParam("format", "json")
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getMap("paths");
        return paths.entrySet().stream()
                .flatMap(path ->
                        path.getValue().keySet().stream()
                                .filter(METHODS::contains)
                                .map(method ->
                                        method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
}
