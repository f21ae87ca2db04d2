package org.carrel.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ada", roles = "legal")
class ResumableUploadTest {

    private static final byte[] TEXT =
            "The licence may be ended with ninety days of notice. "
                    .getBytes(StandardCharsets.UTF_8);

    @Inject AgroalDataSource database;
    @Inject PartialFiles files;
    @Inject UploadExpiry expiry;

    @Test
    void aFileInTwoPartsBecomesADocument() throws Exception {
        UUID matter = IndexedSample.matter("Two parts");
        String upload = create(matter, TEXT.length, "licence.txt", "");
        head(upload, 0).header("Upload-Length", Integer.toString(TEXT.length));
        patch(upload, 0, Arrays.copyOf(TEXT, 20))
                .then()
                .statusCode(204)
                .header("Upload-Offset", "20");
        Path part = files.path(id(upload));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(part)));
        head(upload, 20);
        Response done = patch(upload, 20, Arrays.copyOfRange(TEXT, 20, TEXT.length));
        done.then()
                .statusCode(204)
                .header("Tus-Resumable", "1.0.0")
                .header("Carrel-Document", notNullValue());
        assertFalse(Files.exists(part));
        // A client that missed the answer asks, and need not send again.
        head(upload, TEXT.length).header("Carrel-Document", done.header("Carrel-Document"));
        given().get("/api/v1/jobs/" + done.header("Carrel-Job") + "/events");
        given().get("/api/v1/documents/" + done.header("Carrel-Document"))
                .then()
                .body("name", equalTo("licence.txt"))
                .body("state", equalTo("indexed"));
        byte[] kept =
                given().get("/api/v1/documents/" + done.header("Carrel-Document") + "/content")
                        .asByteArray();
        assertEquals(
                new String(TEXT, StandardCharsets.UTF_8), new String(kept, StandardCharsets.UTF_8));
    }

    @Test
    void theFirstBytesMayComeWithTheCreation() {
        UUID matter = IndexedSample.matter("At once");
        creation(TEXT.length, "once.txt", "")
                .contentType(Tus.PART_TYPE)
                .body(TEXT)
                .post(uploads(matter))
                .then()
                .statusCode(201)
                .header("Upload-Offset", Integer.toString(TEXT.length))
                .header("Carrel-Document", notNullValue());
        given().get("/api/v1/collections/" + matter + "/documents")
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void anEmptyFileIsWholeAtOnce() {
        UUID matter = IndexedSample.matter("Nothing");
        creation(0, "empty.txt", "")
                .post(uploads(matter))
                .then()
                .statusCode(201)
                .header("Carrel-Document", notNullValue());
    }

    @Test
    void itIsAddedToAnOpenJob() {
        UUID matter = IndexedSample.matter("To a job");
        String job = given().post("/api/v1/collections/" + matter + "/jobs").path("id");
        String upload = create(matter, TEXT.length, "a.txt", ",job " + base64(job));
        patch(upload, 0, TEXT).then().statusCode(204).header("Carrel-Job", job);
        // Closed while an upload was under way: nothing that was sent is lost.
        String late = create(matter, 4, "b.txt", ",job " + base64(job));
        given().post("/api/v1/jobs/" + job + "/close").then().statusCode(200);
        patch(late, 0, "late".getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(204)
                .header("Carrel-Document", notNullValue());
        creation(4, "c.txt", ",job " + base64(job)).post(uploads(matter)).then().statusCode(409);
    }

    @Test
    void aBreakKeepsWhatHasCome() throws Exception {
        UUID matter = IndexedSample.matter("Broken off");
        String upload = create(matter, TEXT.length, "broken.txt", "");
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            String head =
                    "PATCH %s HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                            + "Content-Type: application/offset+octet-stream\r\nContent-Length: %d\r\n\r\n";
            socket.getOutputStream()
                    .write(head.formatted(upload, TEXT.length).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(TEXT, 0, 10);
            socket.getOutputStream().flush();
            await(() -> files.path(id(upload)).toFile().length() == 10);
        }
        await(() -> given().header("Tus-Resumable", "1.0.0").head(upload).statusCode() == 200);
        await(() -> offset(upload) == 10);
        patch(upload, 10, Arrays.copyOfRange(TEXT, 10, TEXT.length))
                .then()
                .statusCode(204)
                .header("Carrel-Document", notNullValue());
    }

    @Test
    void aKilledServersTailIsDroppedAndAWholeFileIsTakenIn() throws Exception {
        UUID matter = IndexedSample.matter("Killed");
        String upload = create(matter, TEXT.length, "killed.txt", "");
        patch(upload, 0, Arrays.copyOf(TEXT, 10)).then().statusCode(204);
        // Written, but not yet known to be on disk.
        Files.write(files.path(id(upload)), concat(Arrays.copyOf(TEXT, 10), "garbage"));
        head(upload, 10);
        // Whole, but killed before it became a document.
        Files.write(files.path(id(upload)), TEXT);
        sql("update resumable_upload set received = length where id = ?", id(upload));
        head(upload, TEXT.length).header("Carrel-Document", notNullValue());
        given().get("/api/v1/collections/" + matter + "/documents")
                .then()
                .body("items", hasSize(1));
        assertFalse(Files.exists(files.path(id(upload))));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        UUID matter = IndexedSample.matter("Refused");
        String upload = create(matter, 10, "ten.txt", "");
        patch(upload, 5, TEXT).then().statusCode(409);
        patch(upload, 0, TEXT).then().statusCode(400);
        head(upload, 0);
        given().header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", 0)
                .contentType("text/plain")
                .body("0123456789")
                .patch(upload)
                .then()
                .statusCode(415);
        given().head(upload).then().statusCode(412).header("Tus-Version", "1.0.0");
        creation(-1, "x", "").post(uploads(matter)).then().statusCode(400);
        creation(600_000_000, "large.bin", "")
                .post(uploads(matter))
                .then()
                .statusCode(413)
                .body("type", equalTo("urn:carrel:problem:too-large"))
                .body("detail", containsString("512 MB"));
        given().options(uploads(matter))
                .then()
                .statusCode(204)
                .header("Tus-Max-Size", "536870912")
                .header("Tus-Extension", containsString("termination"));
    }

    @Test
    void itIsItsMakersAlone() throws Exception {
        UUID matter = IndexedSample.matter("Private");
        String upload = create(matter, TEXT.length, "mine.txt", "");
        sql("update resumable_upload set created_by = 'bob' where id = ?", id(upload));
        given().header("Tus-Resumable", "1.0.0").head(upload).then().statusCode(404);
        patch(upload, 0, TEXT).then().statusCode(404);
        given().header("Tus-Resumable", "1.0.0").delete(upload).then().statusCode(404);
        sql("update resumable_upload set created_by = 'ada' where id = ?", id(upload));
        // Whoever is no longer a member sends no more.
        sql("delete from membership where collection_id = ?", matter);
        patch(upload, 0, TEXT).then().statusCode(404);
        given().header("Tus-Resumable", "1.0.0").delete(upload).then().statusCode(204);
    }

    @Test
    void itIsGivenUpOrExpires() throws Exception {
        UUID matter = IndexedSample.matter("Given up");
        String upload = create(matter, TEXT.length, "up.txt", "");
        patch(upload, 0, Arrays.copyOf(TEXT, 10)).then().statusCode(204);
        given().header("Tus-Resumable", "1.0.0").delete(upload).then().statusCode(204);
        assertFalse(Files.exists(files.path(id(upload))));
        given().header("Tus-Resumable", "1.0.0").head(upload).then().statusCode(404);

        String old = create(matter, TEXT.length, "old.txt", "");
        patch(old, 0, Arrays.copyOf(TEXT, 10)).then().statusCode(204);
        expiry.expire(Instant.now().plus(Duration.ofHours(23)));
        assertTrue(Files.exists(files.path(id(old))));
        expiry.expire(Instant.now().plus(Duration.ofHours(25)));
        assertFalse(Files.exists(files.path(id(old))));
        given().header("Tus-Resumable", "1.0.0").head(old).then().statusCode(404);
    }

    @Test
    void onePersonDoesNotFillTheDisk() throws Exception {
        UUID matter = IndexedSample.matter("Hoard");
        try (var connection = database.getConnection();
                var insert =
                        connection.prepareStatement(
                                "insert into resumable_upload (id, collection_id, created_by, name,"
                                        + " metadata, length, received, created_at, expires_at)"
                                        + " select gen_random_uuid(), ?, 'ada', 'x', '', 1, 0,"
                                        + " now(), now() + interval '1 hour' from"
                                        + " generate_series(1, 100)")) {
            insert.setObject(1, matter);
            insert.executeUpdate();
        }
        creation(1, "x", "")
                .post(uploads(matter))
                .then()
                .statusCode(503)
                .header("Retry-After", "60");
        sql("delete from resumable_upload where collection_id = ?", matter);
    }

    private static String uploads(UUID matter) {
        return "/api/v1/collections/" + matter + "/uploads";
    }

    private static RequestSpecification creation(long length, String name, String more) {
        return given().header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", length)
                .header("Upload-Metadata", "filename " + base64(name) + more);
    }

    private static String create(UUID matter, long length, String name, String more) {
        return creation(length, name, more)
                .post(uploads(matter))
                .then()
                .statusCode(201)
                .header("Upload-Offset", "0")
                .header("Upload-Expires", containsString("GMT"))
                .extract()
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
    }

    private static Response patch(String upload, long offset, byte[] bytes) {
        return given().header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", offset)
                .contentType(Tus.PART_TYPE)
                .body(bytes)
                .patch(upload);
    }

    private static ValidatableResponse head(String upload, long offset) {
        return given().header("Tus-Resumable", "1.0.0")
                .head(upload)
                .then()
                .statusCode(200)
                .header("Upload-Offset", Long.toString(offset))
                .header("Cache-Control", containsString("no-store"));
    }

    private static long offset(String upload) {
        return Long.parseLong(
                given().header("Tus-Resumable", "1.0.0").head(upload).header("Upload-Offset"));
    }

    private static UUID id(String upload) {
        return UUID.fromString(upload.substring(upload.lastIndexOf('/') + 1));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] concat(byte[] bytes, String more) {
        byte[] all = Arrays.copyOf(bytes, bytes.length + more.length());
        System.arraycopy(
                more.getBytes(StandardCharsets.US_ASCII), 0, all, bytes.length, more.length());
        return all;
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < deadline, "waited for too long");
            Thread.sleep(20);
        }
    }

    private void sql(String statement, UUID id) throws Exception {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, id);
            assertTrue(prepared.executeUpdate() > 0);
        }
    }
}
