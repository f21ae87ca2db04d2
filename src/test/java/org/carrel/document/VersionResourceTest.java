package org.carrel.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.carrel.indexing.QuickQueue;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(QuickQueue.class)
@TestSecurity(user = "ada", roles = "legal")
class VersionResourceTest {

    private static final String OLD = "The tenant pays a deposit of 1,000 dollars.";
    private static final String NEW = "The tenant pays a deposit of 2,500 dollars.";
    private static final String BROKEN = "%PDF-1.7\nthis is no PDF\n%%EOF";

    @Inject AgroalDataSource database;

    @Test
    void aFileUnderTheSameNameIsTheNextVersion() {
        UUID matter = IndexedSample.matter("Same name");
        Upload first = Upload.of(matter, "lease.txt", OLD).ended();
        Upload second = Upload.of(matter, "lease.txt", NEW);
        assertEquals(202, second.status());
        assertEquals(first.document(), second.document());
        assertNotEquals(first.job(), second.job());
        second.ended();
        given().get(first.path())
                .then()
                .header("ETag", equalTo("\"2\""))
                .body("version", equalTo(2))
                .body("latestVersion", equalTo(2))
                .body("searchableVersion", equalTo(2));
        search(matter)
                .body("hits", hasSize(1))
                .body("hits[0].version", equalTo(2))
                .body("hits[0].text", containsString("2,500"));
        given().get("/api/v1/collections/" + matter + "/documents")
                .then()
                .body("items", hasSize(1))
                .body("items[0].version", equalTo(2));
    }

    @Test
    void anOlderVersionStaysReadable() {
        UUID matter = IndexedSample.matter("Older");
        Upload upload = Upload.of(matter, "lease.txt", OLD).ended();
        put(upload, NEW).then().statusCode(202);
        Upload.from(put(upload, NEW)).ended();
        given().get(upload.path() + "/content?version=1").then().body(equalTo(OLD));
        given().get(upload.path() + "/content").then().body(equalTo(NEW));
        given().get(upload.path() + "/text?version=1").then().body("text", containsString("1,000"));
        given().get(upload.path() + "?version=1").then().body("state", equalTo("indexed"));
        given().get(upload.path() + "?version=3").then().statusCode(404);
        given().get(upload.path() + "/versions")
                .then()
                .body("items.version", contains(2, 1))
                .body("items.latestVersion", everyItem(equalTo(2)));
        assertAudited(upload, "document.versions", "document.version", "document.content");
    }

    @Test
    void theBytesOfAnyVersionAreKnown() {
        UUID matter = IndexedSample.matter("Known");
        Upload first = Upload.of(matter, "lease.txt", OLD).ended();
        Upload second = Upload.from(put(first, NEW)).ended();
        Upload again = Upload.of(matter, "renamed.txt", OLD);
        assertEquals(new Upload(first.document(), first.job(), 200), again);
        assertEquals(new Upload(first.document(), second.job(), 200), Upload.from(put(first, NEW)));
        given().get(first.path()).then().body("version", equalTo(2));
    }

    @Test
    void aFolderIsPartOfTheName() {
        UUID matter = IndexedSample.matter("Folders");
        Upload one = Upload.of(matter, "2024/lease.txt", OLD);
        Upload other = Upload.of(matter, "2025/lease.txt", NEW);
        assertNotEquals(one.document(), other.document());
        Upload next = Upload.of(matter, "2024/lease.txt", OLD + " Amended.");
        assertEquals(one.document(), next.document());
        given().get(next.path()).then().body("name", equalTo("lease.txt"));
    }

    @Test
    void aReplacementOfWhatIsNoLongerTheLatestIsRefused() {
        UUID matter = IndexedSample.matter("If-Match");
        Upload upload = Upload.of(matter, "lease.txt", OLD);
        String tag = given().get(upload.path() + "/content").header("ETag");
        put(upload, NEW).then().statusCode(202).header("Location", endsWith(jobOf(upload, 2)));
        given().header("If-Match", tag)
                .multiPart("file", "lease.txt", (OLD + NEW).getBytes())
                .put(upload.path() + "/content")
                .then()
                .statusCode(412)
                .body("type", equalTo("urn:carrel:problem:precondition-failed"));
        given().header("If-Match", "\"1\", \"2\"")
                .multiPart("file", "lease.txt", (OLD + NEW).getBytes())
                .put(upload.path() + "/content")
                .then()
                .statusCode(202)
                .body("version", equalTo(3));
    }

    @Test
    void anotherDocumentsBytesAreNoVersionOfThis() {
        UUID matter = IndexedSample.matter("Other bytes");
        Upload upload = Upload.of(matter, "lease.txt", OLD);
        Upload.of(matter, "other.txt", NEW);
        put(upload, NEW).then().statusCode(409);
        given().get(upload.path()).then().body("latestVersion", equalTo(1));
    }

    @Test
    void anOldVersionIsBroughtBackAsTheNext() {
        UUID matter = IndexedSample.matter("Restore");
        Upload upload = Upload.of(matter, "lease.txt", OLD).ended();
        Upload.from(put(upload, NEW)).ended();
        Response answer = given().post(upload.path() + "/versions/1/restore");
        answer.then().statusCode(202).body("version", equalTo(3));
        Upload.from(answer).ended();
        given().get(upload.path())
                .then()
                .body("version", equalTo(3))
                .body("restoredFrom", equalTo(1))
                .body("state", equalTo("indexed"));
        search(matter).body("hits[0].version", equalTo(3)).body("hits", hasSize(1));
        given().get(upload.path() + "/content").then().body(equalTo(OLD));
        // The latest is what it is: nothing to do.
        given().post(upload.path() + "/versions/3/restore").then().statusCode(200);
        given().post(upload.path() + "/versions/9/restore").then().statusCode(404);
    }

    @Test
    void aVersionThatCannotBeReadLeavesTheEarlierToBeFound() {
        UUID matter = IndexedSample.matter("Broken");
        Upload upload = Upload.of(matter, "lease.txt", OLD).ended();
        Upload.from(put(upload, BROKEN)).ended();
        given().get(upload.path())
                .then()
                .body("state", equalTo("quarantined"))
                .body("reason", equalTo("CORRUPT"))
                .body("version", equalTo(2))
                .body("searchableVersion", equalTo(1));
        search(matter).body("hits", hasSize(1)).body("hits[0].version", equalTo(1));
    }

    @Test
    void uploadsOfOneNameThatRaceAreVersionsOfOneDocument() throws Exception {
        UUID matter = IndexedSample.matter("Race of names");
        List<Future<Upload>> racing = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                String text = OLD + " Copy " + i + ".";
                racing.add(threads.submit(() -> Upload.of(matter, "r.txt", text)));
            }
        }
        Upload first = racing.getFirst().get();
        for (Future<Upload> each : racing) {
            assertEquals(new Upload(first.document(), each.get().job(), 202), each.get());
        }
        List<String> hashes =
                given().get(first.path() + "/versions")
                        .then()
                        .body("items.version", contains(4, 3, 2, 1))
                        .extract()
                        .path("items.sha256");
        // Each version has its own bytes, whichever came first.
        IntStream.rangeClosed(1, 4)
                .forEach(version ->
                        assertEquals(
                                hashes.get(4 - version),
                                sha256(first.path() + "/content?version=" + version)));
    }

    @Test
    void whatIsNotLockedTakesNoPassword() {
        UUID matter = IndexedSample.matter("Not locked");
        Upload upload = Upload.of(matter, "lease.txt", OLD).ended();
        unlock(upload, "secret").statusCode(409);
        unlock(upload, "").statusCode(400);
        unlock(upload, "x".repeat(257)).statusCode(400).body(containsNo("xxx"));
    }

    @Test
    void aDocumentWithoutLayoutOrRecordHasNone() {
        UUID matter = IndexedSample.matter("No layout");
        Upload upload = Upload.of(matter, "lease.txt", OLD).ended();
        given().get(upload.path() + "/boxes?start=0&end=10")
                .then()
                .statusCode(200)
                .body("boxes", hasSize(0))
                .body("lowestConfidence", nullValue());
        given().get(upload.path() + "/boxes?start=10&end=0").then().statusCode(400);
        given().get(upload.path() + "/boxes?start=0&end=60000").then().statusCode(400);
        given().get(upload.path() + "/record").then().statusCode(404);
        assertAudited(upload, "document.boxes", "document.record");
    }

    private static org.hamcrest.Matcher<String> containsNo(String part) {
        return org.hamcrest.Matchers.not(containsString(part));
    }

    private static ValidatableResponse unlock(Upload upload, String password) {
        return given().contentType(ContentType.JSON)
                .body("{\"password\": \"" + password + "\"}")
                .post(upload.path() + "/unlock")
                .then();
    }

    private static Response put(Upload upload, String text) {
        return given().multiPart("file", "lease.txt", text.getBytes())
                .put(upload.path() + "/content");
    }

    private static String jobOf(Upload upload, int version) {
        return given().get(upload.path() + "?version=" + version).path("jobId");
    }

    private static String sha256(String path) {
        try {
            byte[] bytes = given().get(path).asByteArray();
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertAudited(Upload upload, String... actions) {
        Audited.sequence();
        try (var connection = database.getConnection();
                var query =
                        connection.prepareStatement(
                                "select count(*) from audit_entry where document_id = ? and action"
                                        + " = ?")) {
            for (String action : actions) {
                query.setString(1, upload.document().toString());
                query.setString(2, action);
                try (var rows = query.executeQuery()) {
                    rows.next();
                    assertNotEquals(0, rows.getInt(1), action);
                }
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse search(UUID matter) {
        return given().contentType(ContentType.JSON)
                .body(
                        "{\"query\": \"deposit of the tenant\", \"collections\": [\""
                                + matter
                                + "\"]}")
                .post("/api/v1/search")
                .then()
                .statusCode(200);
    }
}
