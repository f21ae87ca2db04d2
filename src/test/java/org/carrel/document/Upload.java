package org.carrel.document;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A file handed in by the current test user. */
public record Upload(UUID document, UUID job, int status) {

    public static Upload of(UUID collection, String name, byte[] bytes) {
        return from(
                given().multiPart("file", name, bytes)
                        .post("/api/v1/collections/" + collection + "/documents"));
    }

    /** What an answer says was taken in. */
    public static Upload from(Response answer) {
        return new Upload(
                UUID.fromString(answer.path("documentId")),
                UUID.fromString(answer.path("jobId")),
                answer.statusCode());
    }

    public static Upload of(UUID collection, String name, String text) {
        return of(collection, name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until the job has ended, by watching its events. */
    public Upload ended() {
        events();
        return this;
    }

    /** All of the job's events, as they were sent, up to its end. */
    public String events() {
        return given().get("/api/v1/jobs/" + job + "/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    public String path() {
        return "/api/v1/documents/" + document;
    }

    public String jobPath() {
        return "/api/v1/jobs/" + job;
    }
}
