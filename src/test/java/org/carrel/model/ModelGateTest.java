package org.carrel.model;

import static io.restassured.RestAssured.given;
import static org.carrel.model.ModelCalls.MODELS;
import static org.carrel.model.ModelCalls.activate;
import static org.carrel.model.ModelCalls.await;
import static org.carrel.model.ModelCalls.card;
import static org.carrel.model.ModelCalls.evaluated;
import static org.carrel.model.ModelCalls.imported;
import static org.carrel.model.ModelCalls.post;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.carrel.grant.SignIns;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.ImportedModel;
import org.carrel.models.ModelFacts;
import org.carrel.search.PassageIndex;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a model from a disk to an answer, and back. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(ModelGateTest.OwnQuestions.class)
@TestSecurity(
        user = "otto",
        roles = {"operator", "legal", "compliance"},
        augmentors = SignIns.class,
        attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
class ModelGateTest {

    private static final String QUOTE =
            "The fee is $12,000 per month, payable within thirty (30) days.";
    private static final String QUESTIONS =
            """
            [{"id": "fee", "domain": "contract", "evidence": ["%1$s"],
              "question": "What is the fee?", "expected": [["$12,000"]]},
             {"id": "due", "domain": "contract", "evidence": ["%1$s"],
              "question": "When is the fee payable?", "expected": [["thirty"]]}]
            """
                    .formatted(QUOTE);

    /** One of the two questions right. */
    private static final Toy SHORT = new Toy("toy-short", "The fee is $12,000 per month.");

    /** Both right. */
    private static final Toy LONG = new Toy("toy-long", QUOTE);

    private static final String UNSIGNED = "made by a test";
    private static final int ASKERS = 4;
    private static final int CHANGES = 6;

    @Inject PassageIndex index;
    @Inject EmbeddingModel embeddings;
    @Inject ModelConfig config;
    @Inject Catalogue catalogue;
    @Inject Activations activations;
    @Inject Opening opening;
    private UUID matter = new UUID(0, 0);

    private record Toy(String name, String text) {}

    /** Two questions of an operator's own, and models that are closed at once. */
    public static class OwnQuestions implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path file = Files.createTempFile("questions", ".json");
                Files.writeString(file, QUESTIONS);
                file.toFile().deleteOnExit();
                return Map.of(
                        "carrel.gate.questions", file.toString(),
                        "carrel.language-model.look-every", "PT0.2S",
                        "carrel.language-model.grace", "PT0.5S",
                        "carrel.grant.step-up-age", "PT1H",
                        "carrel.signin.caller-burst", "1000000",
                        "carrel.signin.address-burst", "1000000");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void agreement() throws IOException {
        Files.createDirectories(config.incoming());
        matter = IndexedSample.matter("Fees");
        IndexedSample.put(index, embeddings, matter, "agreement.txt", QUOTE);
    }

    @Test
    void aSignedModelPassesTheGateAnswersAndIsTakenBack() throws Exception {
        answering(SHORT);
        Publisher publisher = accepted();
        String name = signed(publisher, LONG);
        assertEquals("signed", card(name).getString("trust"));
        assertEquals(publisher.keyId(), card(name).getString("key.id"));
        activate(Map.of("name", name))
                .statusCode(409)
                .body("detail", containsString("not evaluated yet"));
        JsonPath found = evaluated(name).setRootPath("evaluation");
        assertTrue(found.getBoolean("passed"), found::prettify);
        assertEquals(2, found.getInt("candidate.correct"));
        assertEquals(1, found.getInt("incumbent.score.correct"));
        activate(Map.of("name", name))
                .statusCode(200)
                .body("active", equalTo(name))
                .body("previous", equalTo(SHORT.name()));
        assertAnswer(new Toy(name, LONG.text()));
        post("/active/rollback", Map.of()).statusCode(200).body("active", equalTo(SHORT.name()));
        assertAnswer(SHORT);
        var deed = Audited.entries("model.activate").getFirst();
        assertEquals(found.getString("id"), deed.details().get("evaluation"));
        assertEquals(
                SHORT.name(), Audited.entries("model.rollback").getFirst().details().get("model"));
        assertEquals("true", Audited.entries("model.evaluate").getFirst().details().get("passed"));
    }

    @Test
    void aWorseModelIsRefusedUnlessAPersonSaysWhy() {
        answering(LONG);
        take(SHORT);
        JsonPath work = evaluated(SHORT.name());
        assertFalse(work.getBoolean("evaluation.passed"), work::prettify);
        activate(Map.of("name", SHORT.name()))
                .statusCode(409)
                .body("detail", containsString("1 of 2 questions right, the active model 2"));
        assertAnswer(LONG);
        var refused = Audited.entries("model.activate").getFirst();
        assertEquals("DENIED", refused.outcome());
        assertTrue(refused.details().getOrDefault("problem", "").startsWith("It has not passed"));
        String why = "the longer one is too slow on this ward";
        activate(Map.of("name", SHORT.name(), "override", why)).statusCode(200);
        assertAnswer(SHORT);
        var overridden = Audited.entries("model.activate").getFirst();
        assertEquals("SUCCESS", overridden.outcome());
        assertEquals(why, overridden.details().get("override"));
        assertTrue(overridden.details().getOrDefault("gate", "").startsWith("It has not passed"));
    }

    @Test
    void whatAWithdrawnKeyVouchedForAnswersNoMore() throws Exception {
        answering(SHORT);
        Publisher publisher = accepted();
        String name = signed(publisher, LONG);
        activate(Map.of("name", name, "override", "a trial")).statusCode(200);
        assertAnswer(new Toy(name, LONG.text()));
        given().delete(MODELS + "/keys/" + publisher.keyId()).then().statusCode(204);
        await(() -> ask("generate").statusCode() == 503);
        assertEquals("withdrawn", card(name).getString("trust"));
        activate(Map.of("name", name, "override", "nevertheless"))
                .statusCode(409)
                .body("detail", containsString("withdrawn"));
        post("/" + name + "/evaluations", Map.of()).statusCode(409);
        post("/active/rollback", Map.of()).statusCode(200);
        assertAnswer(SHORT);
        post("/keys", Map.of("name", "again", "publicKey", publisher.pem())).statusCode(201);
        assertEquals("signed", card(name).getString("trust"));
    }

    @Test
    void noStreamIsLostWhileModelsChange() throws Exception {
        answering(SHORT);
        take(LONG);
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService askers = Executors.newFixedThreadPool(ASKERS)) {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < ASKERS; i++) {
                asked.add(askers.submit(() -> streams(over)));
            }
            for (int i = 0; i < CHANGES; i++) {
                Toy next = i % 2 == 0 ? LONG : SHORT;
                activate(Map.of("name", next.name(), "override", "back and forth")).statusCode(200);
                assertAnswer(next);
            }
            over.set(true);
            for (Future<Integer> each : asked) {
                assertTrue(each.get() > 0);
            }
        }
    }

    @Test
    void aServerThatStartsOpensWhatWasActivatedLast() throws Exception {
        answering(LONG);
        Serving started = new Serving(catalogue, activations, opening, config);
        started.start(new StartupEvent());
        try {
            assertEquals(LONG.name(), started.name().orElseThrow());
        } finally {
            started.stop(new ShutdownEvent());
        }
    }

    @Test
    void garbageAndTextWithoutEndDoNotPass() throws Exception {
        answering(SHORT);
        ToyModel.writing("Zebras sing blue numbers.", config.incoming().resolve("garbage"));
        ToyModel.endless("The fee is $99,000 per month.", config.incoming().resolve("endless"));
        for (String name : List.of("garbage", "endless")) {
            take(name);
            JsonPath work = evaluated(name);
            assertEquals("succeeded", work.getString("state"), work::prettify);
            assertFalse(work.getBoolean("evaluation.passed"), work::prettify);
            assertEquals(0, work.getInt("evaluation.candidate.correct"));
        }
    }

    @Test
    void whatWritesNoTextIsNoLanguageModel() throws IOException {
        lay("pairs", "onnx");
        lay("vectors", "onnx-encoder");
        for (String name : List.of("pairs", "vectors")) {
            activate(Map.of("name", name, "override", "because"))
                    .statusCode(409)
                    .body("detail", containsString("writes no answers"));
        }
        post("/pairs/evaluations", Map.of()).statusCode(409);
    }

    private void lay(String name, String form) throws IOException {
        Path folder = Files.createDirectories(config.folder().resolve(name));
        ImportedModel model =
                new ImportedModel(
                        name,
                        "1",
                        "MIT",
                        512,
                        form,
                        "0".repeat(64),
                        List.of(),
                        "Vectors.",
                        List.of(),
                        new ModelFacts(
                                "bert",
                                1,
                                "onnx",
                                "none",
                                List.of(),
                                new ModelFacts.Loss(0, "", 0)));
        new ObjectMapper().writeValue(folder.resolve(ImportedModel.MANIFEST).toFile(), model);
    }

    @Test
    void theBillOfMaterialsListsWhatIsHere() throws Exception {
        answering(SHORT);
        Publisher publisher = accepted();
        String name = signed(publisher, LONG);
        byte[] bom =
                given().accept("*/*")
                        .get(MODELS + "/bom")
                        .then()
                        .statusCode(200)
                        .contentType(containsString("application/vnd.cyclonedx+json"))
                        .extract()
                        .asByteArray();
        assertEquals(List.of(), new JsonParser().validate(bom, Version.VERSION_16));
        JsonPath listed = new JsonPath(new String(bom, StandardCharsets.UTF_8));
        assertEquals(
                embeddings.description().sha256(),
                listed.getString(
                        "components.find { it.name.startsWith('bge') }.hashes[0].content"));
        listed.setRootPath("components.find { it.name == '" + name + "' }");
        assertEquals("machine-learning-model", listed.getString("type"));
        assertEquals(card(name).getString("sha256"), listed.getString("hashes[0].content"));
        assertEquals("MIT", listed.getString("licenses[0].license.id"));
        assertEquals(
                List.of("It writes one text."),
                listed.getList("modelCard.considerations.technicalLimitations"));
        assertEquals(
                publisher.keyId(),
                listed.getString("properties.find { it.name == 'carrel:key' }.value"));
    }

    /** Has a model answer, whatever the gate says. */
    private void answering(Toy toy) {
        take(toy);
        if (!card(toy.name()).getBoolean("active")) {
            activate(Map.of("name", toy.name(), "override", "to begin with")).statusCode(200);
        }
    }

    private void take(Toy toy) {
        try {
            Path folder = config.incoming().resolve(toy.name());
            if (Files.notExists(folder)) {
                take(String.valueOf(ToyModel.writing(toy.text(), folder).getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(String name) {
        JsonPath work = imported(Map.of("source", name, "name", name, "unsigned", UNSIGNED));
        assertEquals("succeeded", work.getString("state"), work::prettify);
    }

    private static Publisher accepted() throws Exception {
        Publisher publisher = new Publisher();
        post("/keys", Map.of("name", "Ward software", "publicKey", publisher.pem()))
                .statusCode(201)
                .body("id", equalTo(publisher.keyId()));
        return publisher;
    }

    private String signed(Publisher publisher, Toy toy) throws Exception {
        String name = "signed-" + UUID.randomUUID();
        Path folder = ToyModel.writing(toy.text(), config.incoming().resolve(name));
        publisher.sign(folder, name);
        JsonPath work = imported(Map.of("source", name));
        assertEquals("succeeded", work.getString("state"), work::prettify);
        return name;
    }

    private void assertAnswer(Toy toy) {
        var answer = ask("generate");
        assertEquals(200, answer.statusCode(), answer::asString);
        assertEquals(toy.name(), answer.path("model"), answer::asString);
        assertEquals(toy.text(), answer.path("answer"), answer::asString);
    }

    private Response ask(String route) {
        return given().contentType(ContentType.JSON).body(question(route)).post("/api/v1/ask");
    }

    /** Asks until it is over; each answer has to be whole, and of one of the two. */
    private int streams(AtomicBoolean over) {
        int whole = 0;
        while (!over.get()) {
            String stream =
                    given().contentType(ContentType.JSON)
                            .accept("text/event-stream")
                            .body(question("generate"))
                            .post("/api/v1/ask")
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString();
            String done = stream.substring(Math.max(0, stream.indexOf("event:done")));
            JsonPath answer = JsonPath.from(done.substring(done.indexOf('{')));
            Toy by = SHORT.name().equals(answer.getString("model")) ? SHORT : LONG;
            assertEquals(by.name(), answer.getString("model"), stream);
            assertEquals(by.text(), answer.getString("answer"), stream);
            whole++;
        }
        return whole;
    }

    private String question(String route) {
        return "{\"question\": \"What is the fee?\", \"collections\": [\"%s\"], \"route\": \"%s\"}"
                .formatted(matter, route);
    }
}
