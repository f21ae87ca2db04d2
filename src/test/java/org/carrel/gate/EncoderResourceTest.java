package org.carrel.gate;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.carrel.document.Upload;
import org.carrel.grant.SignIns;
import org.carrel.search.Encoder;
import org.carrel.search.InstalledEncoders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Another encoder takes over, by which all is embedded anew, and Carrel's own after it. The other
 * one has the same weights and takes the mean of the tokens in place of the first.
 */
@QuarkusTest
// Of its own: everything on the server is embedded, and other tests leave documents without text.
@QuarkusTestResource(value = PostgresTestResource.class, restrictToAnnotatedClass = true)
@TestSecurity(
        user = "otto",
        roles = {"operator", "legal"},
        augmentors = SignIns.class,
        attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
class EncoderResourceTest {

    private static final String MODELS = "/api/v1/models";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Inject InstalledEncoders encoders;

    @Inject
    @ConfigProperty(name = "carrel.home")
    Path home;

    private final List<String> imported = new ArrayList<>();

    /** Other tests find the server as this one did. */
    @AfterEach
    void goBack() {
        if (!encoders.current().name().equals("shipped")) {
            assertEquals("succeeded", ended(change("shipped", null)).getString("state"));
        }
        imported.forEach(name -> given().delete(MODELS + "/" + name).then().statusCode(204));
    }

    @Test
    void everythingIsFoundByTheNewOneAndByTheOldOneUntilThen() throws Exception {
        UUID matter = IndexedSample.matter("Another encoder");
        Upload first = Upload.of(matter, "lease.txt", "The tenant pays 900 euros.").ended();
        Upload.of(matter, "lease.txt", "The tenant pays 950 euros of rent.").ended();
        String name = imported();

        assertEquals("succeeded", ended(evaluation(name)).getString("state"));
        JsonPath work = ended(change(name, "whatever the evaluation says"));
        assertEquals("succeeded", work.getString("state"), work::prettify);
        given().get(MODELS + "/encoder")
                .then()
                .statusCode(200)
                .body("active", equalTo(name))
                .body("next", equalTo(null));
        Encoder now = encoders.current();
        assertEquals(name, now.name());
        assertTrue(Files.isDirectory(index(now.id(), matter.toString())));
        assertTrue(Files.isDirectory(index(now.id(), matter + ".history")));

        search(matter, false).body("hits.documentId", hasItem(first.document().toString()));
        search(matter, true).body("hits.version", hasItems(1, 2));
        Upload later = Upload.of(matter, "annex.txt", "The landlord paints the house.").ended();
        search(matter, false).body("hits.documentId", hasItem(later.document().toString()));
        assertTrue(audited("encoder.activate", name));
        given().delete(MODELS + "/" + name).then().statusCode(409);

        assertEquals("succeeded", ended(change("shipped", null)).getString("state"));
        search(matter, false)
                .body(
                        "hits.documentId",
                        hasItems(first.document().toString(), later.document().toString()));
    }

    @Test
    void whatIsEnteredWhileOneTakesOverIsInBoth() throws Exception {
        UUID matter = IndexedSample.matter("Taking over");
        String name = imported();
        String work = change(name, "a trial").extract().path("id");
        await(() -> encoders.written().size() == 2 || hasEnded(work));
        Upload upload = Upload.of(matter, "note.txt", "The nurse measures the pressure.").ended();
        assertEquals("succeeded", await(work).getString("state"));
        search(matter, false).body("hits.documentId", hasItem(upload.document().toString()));
    }

    @Test
    void withoutAPassedEvaluationOrAReasonNothingBegins() throws Exception {
        String name = imported();
        change(name, null)
                .statusCode(409)
                .body("detail", equalTo("This model was not evaluated yet."));
        change("none", "because").statusCode(404);
        change("shipped", null).statusCode(409);
        assertFalse(audited("encoder.activate", name));
    }

    @Test
    void oneThatTakesOverIsCancelledAndAnotherMayFollow() throws Exception {
        String name = imported();
        String work = change(name, "a trial").statusCode(202).extract().path("id");
        change(name, "again").statusCode(409).body("detail", containsString("taking over"));
        given().delete(MODELS + "/work/" + work).then().statusCode(204);
        assertEquals("cancelled", await(work).getString("state"));
        await(() -> encoders.written().size() == 1);
        assertEquals("shipped", encoders.current().name());
    }

    /** Imports it; the name that it has now. */
    private String imported() throws Exception {
        String name = "mean-" + UUID.randomUUID();
        Path folder = Files.createDirectories(home.resolve("models/incoming").resolve(name));
        copy("/bge-small-en-v1.5-q.onnx", folder.resolve("model.onnx"));
        copy("/bge-small-en-v1.5-q-tokenizer.json", folder.resolve("tokenizer.json"));
        Files.writeString(
                folder.resolve("encoder.json"),
                "{\"pooling\": \"mean\", \"question\": \"query: \", \"passage\": \"\"}");
        JsonPath work =
                ended(
                        post(
                                "/imports",
                                Map.of("source", name, "name", name, "unsigned", "a test's own")));
        assertEquals("succeeded", work.getString("state"), work::prettify);
        imported.add(name);
        return name;
    }

    private static void copy(String resource, Path to) throws Exception {
        try (InputStream in = EncoderResourceTest.class.getResourceAsStream(resource)) {
            Files.copy(in, to);
        }
    }

    private static ValidatableResponse evaluation(String name) {
        return post("/" + name + "/evaluations", Map.of());
    }

    private static ValidatableResponse change(String name, @Nullable String override) {
        Map<String, String> wanted =
                override == null
                        ? Map.of("name", name)
                        : Map.of("name", name, "override", override);
        return given().contentType(ContentType.JSON).body(wanted).put(MODELS + "/encoder").then();
    }

    private static ValidatableResponse post(String path, Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post(MODELS + path).then();
    }

    private static ValidatableResponse search(UUID matter, boolean allVersions) {
        return given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "query",
                                "What does the tenant pay, and who measures or paints?",
                                "collections",
                                List.of(matter),
                                "allVersions",
                                allVersions))
                .post("/api/v1/search")
                .then()
                .statusCode(200);
    }

    private static JsonPath ended(ValidatableResponse order) {
        return await(order.statusCode(202).extract().<String>path("id"));
    }

    private static JsonPath await(String work) {
        await(() -> hasEnded(work));
        return work(work);
    }

    private static boolean hasEnded(String work) {
        return work(work).get("endedAt") != null;
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    while (!condition.getAsBoolean()) {
                        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                    }
                });
    }

    private static JsonPath work(String id) {
        return given().get(MODELS + "/work/" + id).then().statusCode(200).extract().jsonPath();
    }

    private Path index(String encoder, String name) {
        return home.resolve("indexes").resolve(encoder).resolve(name);
    }

    private static boolean audited(String action, String model) {
        return Audited.entries(action).stream()
                .anyMatch(each -> model.equals(each.details().get("model")));
    }
}
