package org.carrel.indexing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(QuickQueue.class)
@TestSecurity(user = "ada", roles = "legal")
class IngestTest {

    private static final String LEASE =
            "The tenant shall pay a deposit of 4,200 dollars before the first of May. ";

    @Inject AgroalDataSource database;
    @Inject Ingest ingest;

    @Inject
    @ConfigProperty(name = "carrel.home")
    Path home;

    @Test
    void anUploadEndsIndexedAndIsFound() throws Exception {
        UUID matter = IndexedSample.matter("Lease");
        Upload upload = Upload.of(matter, "lease.txt", LEASE).ended();
        job(upload).body("state", equalTo("succeeded")).body("items[0].name", equalTo("lease.txt"));
        given().get(upload.path())
                .then()
                .body("state", equalTo("indexed"))
                .body("mediaType", equalTo("text/plain"))
                .body("passages", equalTo(1));
        String text = given().get(upload.path() + "/text").then().extract().path("text");
        assertTrue(text.contains("deposit of 4,200 dollars"));
        search(matter).body("hits[0].documentId", equalTo(upload.document().toString()));
        try (Stream<Path> plain = Files.list(home.resolve("work"))) {
            assertEquals(
                    List.of(),
                    plain.filter(file -> file.getFileName().toString().startsWith("plain-"))
                            .toList());
        }
    }

    @Test
    void eventsTellTheWayAndEnd() {
        UUID matter = IndexedSample.matter("Events");
        String events = Upload.of(matter, "e.txt", LEASE).events();
        List<String> lines = events.lines().filter(line -> !line.isEmpty()).toList();
        assertEquals("event:progress", lines.getFirst());
        String last = lines.getLast();
        assertTrue(last.startsWith("data:{"), last);
        assertTrue(last.contains("\"state\":\"succeeded\""), last);
        // Once over, it is told at once and the stream ends again.
        assertTrue(Upload.of(matter, "e.txt", LEASE).events().contains("succeeded"));
    }

    @Test
    void aBadFileIsSetAsideAndItsNeighbourIsNot() {
        UUID matter = IndexedSample.matter("Bad file");
        Upload bad = Upload.of(matter, "bad.pdf", "%PDF-1.7\nthis is no PDF\n%%EOF");
        Upload empty = Upload.of(matter, "empty.txt", new byte[0]);
        Upload good = Upload.of(matter, "good.txt", LEASE).ended();
        job(bad.ended())
                .body("state", equalTo("failed"))
                .body("items.state", equalTo(List.of("quarantined")))
                .body("items.reason", equalTo(List.of("CORRUPT")));
        given().get(empty.ended().path())
                .then()
                .body("state", equalTo("quarantined"))
                .body("reason", equalTo("EMPTY_FILE"));
        given().get(bad.path() + "/text").then().statusCode(409);
        search(matter).body("hits.documentId", hasItem(good.document().toString()));
    }

    @Test
    void aCancelledDocumentIsOutUntilSomebodyTriesAgain() throws Exception {
        UUID matter = IndexedSample.matter("Cancel");
        Upload upload = Upload.of(matter, "c.txt", LEASE).ended();
        putBack(upload, "queued");
        given().post(upload.jobPath() + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("items.state", equalTo(List.of("cancelled")));
        given().get(upload.path()).then().body("reason", equalTo("CANCELLED"));
        search(matter).body("hits", empty());
        // What was already on its way when the cancel came changes nothing.
        ingest.run(new Run(upload.job(), upload.document(), 1, 1).taskName());
        search(matter).body("hits", empty());
        given().post(upload.jobPath() + "/retry-failed").then().statusCode(202);
        job(upload.ended()).body("state", equalTo("succeeded"));
        given().get(upload.path()).then().body("state", equalTo("indexed"));
        search(matter).body("hits", hasSize(1));
    }

    @Test
    void whatEndedWellIsNeitherCancelledNorDoneAgain() {
        UUID matter = IndexedSample.matter("Ended");
        Upload upload = Upload.of(matter, "ended.txt", LEASE).ended();
        given().post(upload.jobPath() + "/cancel").then().body("state", equalTo("succeeded"));
        given().post(upload.jobPath() + "/retry-failed")
                .then()
                .body("items.state", equalTo(List.of("indexed")));
    }

    @Test
    void workOfAKilledServerIsFinishedByThis() throws Exception {
        UUID matter = IndexedSample.matter("Killed");
        Upload upload = Upload.of(matter, "killed.txt", LEASE).ended();
        putBack(upload, "extracting");
        sql(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked,"
                        + " picked_by, last_heartbeat, version) values ('ingest', ?, now() -"
                        + " interval '1 hour', true, 'killed', now() - interval '1 hour', 2)"
                        // The finished run may still be about to take its own row away; with
                        // another version this one is not its.
                        + " on conflict (task_name, task_instance) do update set picked = true,"
                        + " picked_by = excluded.picked_by, last_heartbeat ="
                        + " excluded.last_heartbeat, version = scheduled_tasks.version + 1",
                new Run(upload.job(), upload.document(), 1, 1).taskName());
        job(upload.ended()).body("state", equalTo("succeeded"));
        search(matter).body("hits", hasSize(1));
    }

    @Test
    void aFaultOfCarrelsOwnIsTriedAgainAndThenNamed() throws Exception {
        UUID matter = IndexedSample.matter("Fault");
        Upload upload = Upload.of(matter, "fault.txt", LEASE).ended();
        String id = upload.document().toString();
        Path original =
                home.resolve("documents").resolve(id.substring(0, 2)).resolve(id + ".original");
        byte[] genuine = Files.readAllBytes(original);
        byte[] changed = genuine.clone();
        changed[changed.length - 1] ^= 1;
        Files.write(original, changed);
        given().get(upload.path() + "/content")
                .then()
                .statusCode(500)
                .contentType("application/problem+json");
        putBack(upload, "queued");
        given().post(upload.jobPath() + "/cancel").then().statusCode(200);
        given().post(upload.jobPath() + "/retry-failed").then().statusCode(202);
        job(upload.ended()).body("items.reason", equalTo(List.of("INTERNAL")));
        search(matter).body("hits", empty());
        Files.write(original, genuine);
        given().post(upload.jobPath() + "/retry-failed").then().statusCode(202);
        job(upload.ended()).body("state", equalTo("succeeded"));
    }

    @Test
    void aFileThatKillsServersIsSetAside() throws Exception {
        UUID matter = IndexedSample.matter("Killer");
        Upload upload = Upload.of(matter, "killer.txt", LEASE).ended();
        putBack(upload, "extracting");
        sql("update job_item set starts = 10 where job_id = ?", upload.job());
        ingest.run(new Run(upload.job(), upload.document(), 1, 1).taskName());
        job(upload).body("items.reason", equalTo(List.of("INTERNAL")));
    }

    @Test
    void aVersionThatIsLateDoesNotTakeTheLatersPlace() throws Exception {
        UUID matter = IndexedSample.matter("Late");
        Upload first = Upload.of(matter, "late.txt", LEASE).ended();
        Upload.of(matter, "late.txt", LEASE + "Amended.").ended();
        putBack(first, "queued");
        ingest.run(new Run(first.job(), first.document(), 1, 1).taskName());
        job(first).body("state", equalTo("succeeded"));
        search(matter).body("hits", hasSize(1)).body("hits[0].version", equalTo(2));
        given().get(first.path()).then().body("searchableVersion", equalTo(2));
    }

    /** As if the work had not been done, and nobody were about to do it. */
    private void putBack(Upload upload, String state) throws Exception {
        sql("update job_item set state = ?, starts = 1 where job_id = ?", state, upload.job());
        sql("update document_version set state = 'processing' where job_id = ?", upload.job());
    }

    private void sql(String statement, Object... values) throws Exception {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            assertEquals(1, prepared.executeUpdate());
        }
    }

    private static ValidatableResponse job(Upload upload) {
        return given().get(upload.jobPath()).then().statusCode(200);
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
