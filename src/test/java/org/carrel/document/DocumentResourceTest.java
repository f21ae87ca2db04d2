package org.carrel.document;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ada", roles = "legal")
class DocumentResourceTest {

    private static final String TEXT = "This Agreement is governed by the laws of Delaware. ";

    @Inject AgroalDataSource database;

    @Test
    void anUploadComesBackByteForByte() {
        UUID matter = IndexedSample.matter("Round trip");
        byte[] bytes = noise(300_000, 11);
        Upload upload = Upload.of(matter, "noise.bin", bytes);
        assertEquals(202, upload.status());
        byte[] back =
                given().get(upload.path() + "/content")
                        .then()
                        .statusCode(200)
                        .header("Content-Length", "300000")
                        .extract()
                        .asByteArray();
        assertArrayEquals(bytes, back);
    }

    @Test
    void aRangeIsThatPartOfTheOriginal() {
        UUID matter = IndexedSample.matter("Range");
        byte[] bytes = noise(200_000, 12);
        Upload upload = Upload.of(matter, "noise.bin", bytes);
        byte[] part =
                given().header("Range", "bytes=65530-131079")
                        .get(upload.path() + "/content")
                        .then()
                        .statusCode(206)
                        .header("Content-Range", "bytes 65530-131079/200000")
                        .extract()
                        .asByteArray();
        assertArrayEquals(java.util.Arrays.copyOfRange(bytes, 65_530, 131_080), part);
        given().header("Range", "bytes=200000-")
                .get(upload.path() + "/content")
                .then()
                .statusCode(416)
                .header("Content-Range", "bytes */200000");
    }

    @Test
    void theSameBytesAreKeptOnceInACollection() {
        UUID matter = IndexedSample.matter("Once");
        Upload first = Upload.of(matter, "a.txt", TEXT);
        Upload second = Upload.of(matter, "b.txt", TEXT);
        assertEquals(200, second.status());
        assertEquals(first.document(), second.document());
        assertEquals(first.job(), second.job());
        Upload elsewhere = Upload.of(IndexedSample.matter("Other"), "a.txt", TEXT);
        assertNotEquals(first.document(), elsewhere.document());
    }

    @Test
    void uploadsOfTheSameBytesThatRaceGetOneDocument() throws Exception {
        UUID matter = IndexedSample.matter("Race");
        List<Future<Upload>> racing = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                racing.add(threads.submit(() -> Upload.of(matter, "r.txt", TEXT + "Race.")));
            }
        }
        Upload first = racing.getFirst().get();
        int made = 0;
        for (Future<Upload> each : racing) {
            assertEquals(first.document(), each.get().document());
            made += each.get().status() == 202 ? 1 : 0;
        }
        assertEquals(1, made);
        given().get("/api/v1/collections/" + matter + "/documents")
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void whatBelongsToOthersIsNotThere() throws Exception {
        UUID matter = IndexedSample.matter("Foreign");
        Upload upload = Upload.of(matter, "secret.txt", TEXT + "Foreign.").ended();
        try (var connection = database.getConnection();
                var leave =
                        connection.prepareStatement(
                                "delete from membership where collection_id = ?")) {
            leave.setObject(1, matter);
            leave.executeUpdate();
        }
        String nowhere = "/api/v1/documents/7d2f6a54-4f1c-4c32-9a52-000000000000";
        String unknown = detail(nowhere);
        for (String path :
                List.of(
                        "",
                        "/content",
                        "/text",
                        "?version=1",
                        "/versions",
                        "/boxes?start=0&end=1",
                        "/record")) {
            assertEquals(unknown, detail(upload.path() + path));
        }
        detail(upload.jobPath());
        detail(upload.jobPath() + "/events");
        String collection = "/api/v1/collections/" + matter + "/documents";
        detail(collection);
        given().multiPart("file", "x.txt", new byte[] {65}).post(collection).then().statusCode(404);
        given().multiPart("file", "x.txt", new byte[] {65})
                .put(upload.path() + "/content")
                .then()
                .statusCode(404);
        given().post(upload.path() + "/versions/1/restore").then().statusCode(404);
        given().contentType(ContentType.JSON)
                .body("{\"password\": \"guess\"}")
                .post(upload.path() + "/unlock")
                .then()
                .statusCode(404);
        given().post(upload.jobPath() + "/cancel").then().statusCode(404);
        given().post(upload.jobPath() + "/retry-failed").then().statusCode(404);
    }

    @Test
    void htmlIsNeverShownAsAPageOfOurs() {
        UUID matter = IndexedSample.matter("Active");
        String page = "<html><body><p>" + TEXT + "</p><script>alert(1)</script></body></html>";
        Upload upload = Upload.of(matter, "page.html", page).ended();
        given().get(upload.path() + "/content")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/html"))
                .header("Content-Disposition", startsWith("attachment"))
                .header("Content-Security-Policy", equalTo(Delivery.SANDBOX))
                .header("X-Content-Type-Options", equalTo("nosniff"));
    }

    @Test
    void aNameCanNeitherLeaveItsHeaderNorItsFolder() throws Exception {
        UUID matter = IndexedSample.matter("Names");
        // As a browser sends it, in UTF-8; the client of the other tests sends ASCII alone.
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"file\";"
                        + " filename=\"../../Vertr\u00e4ge \u202efdp.txt\"\r\n\r\nText.\r\n--b--\r\n";
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/api/v1/collections/%s/documents"
                                                .formatted(RestAssured.port, matter)))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertEquals(202, client.send(request, BodyHandlers.discarding()).statusCode());
        }
        String id =
                given().get("/api/v1/collections/" + matter + "/documents")
                        .then()
                        .body("items[0].name", equalTo("Vertr\u00e4ge fdp.txt"))
                        .extract()
                        .path("items[0].id");
        given().get("/api/v1/documents/" + id + "/content")
                .then()
                .header(
                        "Content-Disposition",
                        endsWith(
                                "; filename=\"Vertr_ge fdp.txt\";"
                                        + " filename*=UTF-8''Vertr%C3%A4ge%20fdp.txt"));
    }

    @Test
    void theListIsPagedInOrder() {
        UUID matter = IndexedSample.matter("Pages");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(Upload.of(matter, i + ".txt", TEXT + i).document().toString());
        }
        String list = "/api/v1/collections/" + matter + "/documents";
        var first = given().queryParam("limit", 2).get(list).then().statusCode(200);
        first.body("items.id", equalTo(made.subList(0, 2)));
        String next = first.extract().path("next");
        given().queryParam("limit", 2)
                .queryParam("cursor", next)
                .get(list)
                .then()
                .body("items.id", equalTo(made.subList(2, 3)))
                .body("next", nullValue());
        given().queryParam("cursor", "nonsense").get(list).then().statusCode(400);
        given().queryParam("limit", 201).get(list).then().statusCode(400);
    }

    @Test
    void aFormWithoutAFileIsRefused() {
        UUID matter = IndexedSample.matter("Form");
        given().multiPart("other", "text")
                .post("/api/v1/collections/" + matter + "/documents")
                .then()
                .statusCode(400)
                .body("detail", containsString("file"))
                .body("type", not(equalTo("")));
    }

    @Test
    void aFileOverTheLimitIsRefusedBeforeItIsSent() throws Exception {
        UUID matter = IndexedSample.matter("Large");
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            String head =
                    "POST /api/v1/collections/%s/documents HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: multipart/form-data; boundary=x\r\n"
                            + "Content-Length: 600000000\r\n\r\n";
            socket.getOutputStream().write(head.formatted(matter).getBytes(US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
            assertTrue(answer.contains("urn:carrel:problem:too-large"), answer);
        }
    }

    private static String detail(String path) {
        return given().get(path).then().statusCode(404).extract().path("detail");
    }

    private static byte[] noise(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
