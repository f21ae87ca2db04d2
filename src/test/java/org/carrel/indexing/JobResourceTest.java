package org.carrel.indexing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(QuickQueue.class)
@TestSecurity(user = "ada", roles = "legal")
class JobResourceTest {

    @Inject AgroalDataSource database;
    @Inject Progress progress;

    @Test
    void anOpenJobTakesUploadsUntilItIsClosed() {
        UUID matter = IndexedSample.matter("Open job");
        String job = open(matter);
        get(job).body("state", equalTo("queued"))
                .body("open", equalTo(true))
                .body("counts.total", equalTo(0))
                .body("secondsLeft", nullValue());
        add(matter, job, "a.txt", "The first of the two.").then().statusCode(202);
        add(matter, job, "b.pdf", "%PDF-1.7\nno PDF\n%%EOF")
                .then()
                .statusCode(202)
                .body("jobId", equalTo(job))
                .body("documents", hasSize(1))
                .body("documents[0].isNew", equalTo(true));
        // The same bytes again are no further item.
        add(matter, job, "a.txt", "The first of the two.")
                .then()
                .statusCode(200)
                .body("documents[0].isNew", equalTo(false));
        given().post("/api/v1/jobs/" + job + "/close")
                .then()
                .statusCode(200)
                .body("open", equalTo(false));
        given().get("/api/v1/jobs/" + job + "/events").then().statusCode(200);
        get(job).body("state", equalTo("failed"))
                .body("counts.total", equalTo(2))
                .body("counts.indexed", equalTo(1))
                .body("counts.quarantined", equalTo(1))
                .body("items.state", equalTo(List.of("quarantined", "indexed")))
                .body("items.name", equalTo(List.of("b.pdf", "a.txt")))
                .body("items.version", equalTo(List.of(1, 1)))
                .body("startedAt", notNullValue())
                .body("endedAt", notNullValue());
        add(matter, job, "c.txt", "Too late.")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:carrel:problem:conflict"));
    }

    @Test
    void anEmptyJobThatIsClosedHasEndedAndIsNotListed() {
        UUID matter = IndexedSample.matter("Vain");
        String job = open(matter);
        list(matter, "").body("items", hasSize(1));
        given().post("/api/v1/jobs/" + job + "/close").then().body("state", equalTo("succeeded"));
        list(matter, "").body("items", hasSize(0)).body("next", nullValue());
    }

    @Test
    void aJobThatIsLeftAloneCloses() throws Exception {
        UUID matter = IndexedSample.matter("Left alone");
        String job = open(matter);
        sql("update job set touched_at = now() - interval '61 minutes' where id = ?", job);
        get(job).body("open", equalTo(false)).body("state", equalTo("succeeded"));
        add(matter, job, "late.txt", "Too late for this.").then().statusCode(409);
    }

    @Test
    void nobodyElseAndNoOtherCollectionAddsToAJob() throws Exception {
        UUID matter = IndexedSample.matter("Mine");
        UUID other = IndexedSample.matter("Another of mine");
        String job = open(matter);
        add(other, job, "x.txt", "Elsewhere.").then().statusCode(404);
        sql("update job set created_by = 'bob' where id = ?", job);
        add(matter, job, "x.txt", "Not mine.").then().statusCode(404);
        given().get("/api/v1/collections/" + matter + "/documents")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void severalFilesOfAFormShareAJob() {
        UUID matter = IndexedSample.matter("Several");
        Response answer =
                given().multiPart("file", "1.txt", "One of several.".getBytes())
                        .multiPart("file", "2.txt", "Two of several.".getBytes())
                        .post("/api/v1/collections/" + matter + "/documents");
        answer.then()
                .statusCode(202)
                .body("documentId", nullValue())
                .body("documents.name", equalTo(List.of("1.txt", "2.txt")));
        String job = answer.path("jobId");
        given().get("/api/v1/jobs/" + job + "/events");
        get(job).body("state", equalTo("succeeded")).body("counts.indexed", equalTo(2));
    }

    @Test
    void oneDocumentIsStoppedAndTriedAgainWithoutTheOthers() throws Exception {
        UUID matter = IndexedSample.matter("One of two");
        String job = open(matter);
        String first = add(matter, job, "1.txt", "This one stays.").path("documentId");
        String second = add(matter, job, "2.txt", "This one is stopped.").path("documentId");
        given().post("/api/v1/jobs/" + job + "/close");
        given().get("/api/v1/jobs/" + job + "/events");
        sql("update job_item set state = 'queued', ended_at = null where document_id = ?", second);
        String items = "/api/v1/jobs/" + job + "/items/";
        given().post(items + second + "/cancel")
                .then()
                .statusCode(200)
                .body("counts.cancelled", equalTo(1))
                .body("counts.indexed", equalTo(1));
        given().get("/api/v1/documents/" + second).then().body("reason", equalTo("CANCELLED"));
        // What was indexed is not tried again.
        given().post(items + first + "/retry")
                .then()
                .statusCode(202)
                .body("counts.indexed", equalTo(1));
        given().post(items + second + "/retry").then().statusCode(202);
        given().get("/api/v1/jobs/" + job + "/events");
        get(job).body("counts.indexed", equalTo(2)).body("state", equalTo("succeeded"));
        given().post(items + UUID.randomUUID() + "/retry").then().statusCode(404);
        given().post(items + UUID.randomUUID() + "/cancel").then().statusCode(404);
    }

    @Test
    void itemsComeInPagesAndByState() {
        UUID matter = IndexedSample.matter("Item pages");
        String job = open(matter);
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            made.add(add(matter, job, i + ".txt", "Page item " + i).path("documentId"));
        }
        given().post("/api/v1/jobs/" + job + "/close");
        given().get("/api/v1/jobs/" + job + "/events");
        String path = "/api/v1/jobs/" + job + "/items";
        List<String> seen = new ArrayList<>();
        String cursor = "0";
        while (cursor != null) {
            Response page = given().queryParam("limit", 2).queryParam("cursor", cursor).get(path);
            seen.addAll(page.path("items.documentId"));
            cursor = page.path("next");
        }
        assertEquals(5, seen.size());
        assertEquals(made, new HashSet<>(seen));
        given().queryParam("state", "quarantined").get(path).then().body("items", hasSize(0));
        given().queryParam("state", "indexed").get(path).then().body("items", hasSize(5));
        given().queryParam("state", "lost").get(path).then().statusCode(400);
    }

    @Test
    void jobsAreListedNewestFirstByStateAndInPages() {
        UUID matter = IndexedSample.matter("Board");
        Upload good = Upload.of(matter, "good.txt", "A good one.").ended();
        Upload bad = Upload.of(matter, "bad.pdf", "%PDF-1.7\nnone\n%%EOF").ended();
        String running = open(matter);
        list(matter, "")
                .body(
                        "items.id",
                        equalTo(List.of(running, bad.job().toString(), good.job().toString())))
                .body("items[1].counts.quarantined", equalTo(1))
                .body("items[1].createdBy", equalTo("ada"))
                .body("next", nullValue());
        list(matter, "&state=failed").body("items.id", equalTo(List.of(bad.job().toString())));
        list(matter, "&state=queued").body("items.id", equalTo(List.of(running)));
        String next = list(matter, "&limit=2").body("items", hasSize(2)).extract().path("next");
        list(matter, "&limit=2&cursor=" + next)
                .body("items.id", equalTo(List.of(good.job().toString())))
                .body("next", nullValue());
        given().get("/api/v1/jobs?limit=200").then().body("items.id", hasItem(running));
        given().get("/api/v1/jobs?cursor=nonsense").then().statusCode(400);
        given().get("/api/v1/jobs?state=lost").then().statusCode(400);
    }

    @Test
    void whatOthersDoIsNotListed() throws Exception {
        UUID matter = IndexedSample.matter("Not mine any more");
        String job = open(matter);
        sql("delete from membership where collection_id = ?", matter.toString());
        given().get("/api/v1/jobs?limit=200").then().body("items.id", not(hasItem(job)));
        given().get("/api/v1/jobs?collection=" + matter).then().statusCode(404);
        for (String path : List.of("", "/items")) {
            given().get("/api/v1/jobs/" + job + path).then().statusCode(404);
        }
        given().post("/api/v1/jobs/" + job + "/close").then().statusCode(404);
        given().post("/api/v1/collections/" + matter + "/jobs").then().statusCode(404);
    }

    @Test
    void aViewOfManyShowsThoseThatNeedSomebodyFirst() throws Exception {
        UUID matter = IndexedSample.matter("Many");
        UUID job = UUID.fromString(open(matter));
        many(matter, job, 300);
        sql(
                "update job_item set state = 'quarantined', reason = 'CORRUPT', ended_at = now()"
                        + " where job_id = ? and document_id in (select document_id from job_item"
                        + " where job_id = '"
                        + job
                        + "' order by ordinal desc limit 1)",
                job.toString());
        get(job.toString())
                .body("items", hasSize(JobView.MOST_ITEMS))
                .body("items[0].state", equalTo("quarantined"))
                .body("items[0].name", equalTo("300.txt"))
                .body("items[1].name", equalTo("1.txt"))
                .body("counts.total", equalTo(300))
                .body("counts.queued", equalTo(299));
        given().post("/api/v1/jobs/" + job + "/cancel")
                .then()
                .body("counts.cancelled", equalTo(299))
                .body("open", equalTo(false))
                .body("state", equalTo("failed"));
    }

    @Test
    void aLongStepTellsHowFarItIs() throws Exception {
        UUID matter = IndexedSample.matter("Stages");
        UUID job = UUID.fromString(open(matter));
        many(matter, job, 1);
        String document = get(job.toString()).extract().path("items[0].documentId");
        Stages stages = new Stages(progress, new Run(job, UUID.fromString(document), 1, 1));
        stages.extracting("ocr", 3, 12);
        // Within the second, and the same step: not worth a write.
        stages.extracting("ocr", 4, 12);
        get(job.toString())
                .body("counts.recognising", equalTo(1))
                .body("items[0].state", equalTo("recognising"))
                .body("items[0].stage.name", equalTo("ocr"))
                .body("items[0].stage.done", equalTo(3))
                .body("items[0].stage.total", equalTo(12));
        assertTrue(stages.embedding(0, 40));
        get(job.toString()).body("items[0].state", equalTo("embedding"));
        given().post("/api/v1/jobs/" + job + "/cancel").then().statusCode(200);
        assertFalse(
                new Stages(progress, new Run(job, UUID.fromString(document), 1, 1))
                        .embedding(4, 40));
        get(job.toString()).body("items[0].stage", nullValue());
    }

    @Test
    void theTimeLeftIsToldOnceThereIsSomethingToGoBy() throws Exception {
        UUID matter = IndexedSample.matter("Pace");
        UUID job = UUID.fromString(open(matter));
        many(matter, job, 100);
        get(job.toString()).body("secondsLeft", nullValue()).body("ratePerMinute", equalTo(0f));
        sql(
                "update job_item set state = 'indexed', started_at = now() - interval '60 s',"
                        + " ended_at = now() - interval '1 s' where job_id = ? and document_id in"
                        + " (select document_id from job_item where job_id = '"
                        + job
                        + "' order by ordinal limit 50)",
                job.toString());
        get(job.toString())
                .body("state", equalTo("running"))
                .body("secondsLeft", equalTo(60))
                .body("ratePerMinute", greaterThan(49f));
        sql("update job_item set state = 'cancelled' where job_id = ?", job.toString());
    }

    /** Documents without files, whose work nobody has queued. */
    private void many(UUID matter, UUID job, int count) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    ("with ids as (select gen_random_uuid() id, n from generate_series(1, %3$d) n),"
                                    + " made as (insert into document (id, root_id, collection_id,"
                                    + " name, path, depth, version, wrapped_key, created_by,"
                                    + " created_at) select id, id, '%1$s', n || '.txt', n ||"
                                    + " '.txt', 0, 1, '', 'ada', now() from ids returning id, name)"
                                    + " insert into job_item (job_id, document_id, version, state,"
                                    + " run, starts) select '%2$s', id, 1, 'queued', 1, 0 from made"
                                    + " order by length(name), name")
                            .formatted(matter, job, count));
        }
    }

    private static String open(UUID matter) {
        return given().post("/api/v1/collections/" + matter + "/jobs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response add(UUID matter, String job, String name, String text) {
        return given().multiPart("file", name, text.getBytes())
                .post("/api/v1/collections/" + matter + "/documents?job=" + job);
    }

    private static ValidatableResponse get(String job) {
        return given().get("/api/v1/jobs/" + job).then().statusCode(200);
    }

    private static ValidatableResponse list(UUID matter, String more) {
        return given().get("/api/v1/jobs?collection=" + matter + more).then().statusCode(200);
    }

    private void sql(String statement, String id) throws Exception {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, UUID.fromString(id));
            assertTrue(prepared.executeUpdate() > 0);
        }
    }
}
