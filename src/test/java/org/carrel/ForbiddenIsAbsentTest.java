package org.carrel;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.carrel.document.Upload;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a caller may not see is answered as what is not there, by every call of the API that names a
 * collection, document, job, upload or answer in its path: the same status, headers and bytes, but
 * for the trace id.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "nina", roles = "legal")
class ForbiddenIsAbsentTest {

    private static final UUID NOBODYS = UUID.fromString("7d2f6a54-4f1c-4c32-9a52-000000000000");
    private static final String MEMBER =
            "{\"principal\": {\"kind\": \"subject\", \"name\": \"a\"}, \"reason\": \"a\"}";
    private static final String TRACE = "\"traceId\":\"[^\"]*\"";
    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete");

    /** Calls that take another role than the caller's, whatever they name. */
    private static final List<String> OTHERS = List.of("/walls/", "/break-glass/");

    @Inject DataSource database;

    /** Ids by the part of a path after which they stand. */
    private record Names(UUID collections, UUID documents, UUID jobs, UUID uploads, UUID answers) {

        static final Names OF_NOTHING = new Names(NOBODYS, NOBODYS, NOBODYS, NOBODYS, NOBODYS);

        String in(String template) {
            return template.replaceAll("(collections/)\\{[^}]+}", "$1" + collections)
                    .replaceAll("((?:documents|items)/)\\{[^}]+}", "$1" + documents)
                    .replaceAll("(jobs/)\\{[^}]+}", "$1" + jobs)
                    .replaceAll("(uploads/)\\{[^}]+}", "$1" + uploads)
                    .replaceAll("(answers/)\\{[^}]+}", "$1" + answers)
                    .replace("{member}", NOBODYS.toString())
                    .replace("{version}", "1")
                    .replace("{field}", "type");
        }
    }

    @TestFactory
    Stream<DynamicTest> byEveryCall() throws SQLException {
        Names theirs = theirs();
        return routes().filter(route -> route.contains("{"))
                .filter(route -> OTHERS.stream().noneMatch(route::contains))
                .map(route ->
                        dynamicTest(
                                route,
                                () -> {
                                    String absent = answer(route, Names.OF_NOTHING);
                                    assertEquals("404", absent.substring(0, 3), absent);
                                    assertEquals(absent, answer(route, theirs));
                                }));
    }

    /** A collection with all that can be in it, which the caller made and may no longer read. */
    private Names theirs() throws SQLException {
        UUID collection = IndexedSample.matter("Theirs");
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
        giveAway("delete from membership where collection_id = ?", collection);
        giveAway("update collection set created_by = 'other' where id = ?", collection);
        giveAway("update resumable_upload set created_by = 'other' where id = ?", begun);
        giveAway("update answer_record set asker = 'other' where id = ?", given);
        return new Names(collection, lease.document(), lease.job(), begun, given);
    }

    private static String answer(String route, Names names) {
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

    private static RequestSpecification tus(RequestSpecification request) {
        return request.header("Tus-Resumable", "1.0.0");
    }

    private static String told(Response response) {
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

    private static Stream<String> routes() {
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

    private void giveAway(String sql, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            update.setObject(1, id);
            assertEquals(1, update.executeUpdate());
        }
    }
}
