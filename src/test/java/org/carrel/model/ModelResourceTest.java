package org.carrel.model;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.carrel.PostgresTestResource;
import org.carrel.SignedIn;
import org.carrel.grant.SignIns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models over HTTP: whose signatures count, and what is not taken in. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(
        user = "otto",
        roles = "operator",
        augmentors = SignIns.class,
        attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
class ModelResourceTest {

    private static final String MODELS = "/api/v1/models";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Rarely enough that the calls of a person who only waits are not too many. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Inject ModelConfig config;
    private Path incoming;

    @BeforeEach
    void makeFolder() throws Exception {
        incoming = Files.createDirectories(config.incoming());
    }

    @Test
    void aKeyCountsUntilItIsWithdrawn() throws Exception {
        Map<String, String> key = key("Ward software", pair("Ed25519").getPublic());
        String id = post("/keys", key).statusCode(201).extract().path("id");
        post("/keys", key).statusCode(409);
        given().delete(MODELS + "/keys/" + id).then().statusCode(204);
        given().get(MODELS + "/keys")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id))
                .body("items.find { it.id == '" + id + "' }.withdrawnAt", notNullValue());
        post("/keys", key).statusCode(201);
        given().delete(MODELS + "/keys/" + "0".repeat(64)).then().statusCode(404);
    }

    @Test
    void otherKeysAreNotAccepted() throws Exception {
        post("/keys", key("RSA", pair("RSA").getPublic())).statusCode(400);
        post("/keys", Map.of("name", "none", "publicKey", "nothing")).statusCode(400);
    }

    @Test
    void whatLiesElsewhereIsNotFound() throws Exception {
        Path secret = Files.writeString(incoming.resolveSibling("secret.gguf"), "secret");
        Path link = incoming.resolve("link-" + UUID.randomUUID());
        Files.createSymbolicLink(link, secret);
        for (String source :
                new String[] {
                    "../secret.gguf", secret.toString(), link.getFileName().toString(), ".", "none"
                }) {
            post("/imports", Map.of("source", source, "name", "a", "unsigned", "a trial"))
                    .statusCode(404);
        }
    }

    @Test
    void withoutSignatureOrReasonNothingBegins() throws Exception {
        Path file = garbage();
        post("/imports", Map.of("source", name(file), "name", "a"))
                .statusCode(400)
                .body("detail", containsString("unsigned"));
        post("/imports", Map.of("source", name(file), "unsigned", "a trial")).statusCode(400);
        post("/imports", Map.of("source", name(file), "unsigned", "a trial", "name", "encoder"))
                .statusCode(400);
    }

    @Test
    void whatIsNoModelIsRefusedAndNothingStays() throws Exception {
        Path file = garbage();
        JsonPath work =
                ended(
                        Map.of(
                                "source", name(file),
                                "name", "garbage",
                                "unsigned", "to see what happens"));
        assertEquals("failed", work.getString("state"));
        assertTrue(work.getString("failure").startsWith("The import was refused"), work::prettify);
        assertTrue(Files.notExists(config.folder().resolve("garbage")));
        given().get(MODELS).then().statusCode(200).body("incoming.path", hasItem(name(file)));
    }

    @Test
    void aSignatureThatDoesNotCountIsNotWaived() throws Exception {
        Path file = garbage();
        String manifest =
                """
                {"name": "ward-notes", "version": "1", "licence": "MIT", "base": "none",
                 "files": [{"name": "x", "sha256": "%s"}], "trainingData": "None.",
                 "intendedUse": "None.", "limits": [], "evaluation": "None."}
                """
                        .formatted("0".repeat(64));
        Files.writeString(incoming.resolve(name(file) + ".manifest.json"), manifest);
        Files.write(
                incoming.resolve(name(file) + ".manifest.json.sig"),
                signed(pair("Ed25519"), manifest));
        JsonPath work = ended(Map.of("source", name(file), "unsigned", "never mind"));
        assertEquals("ward-notes", work.getString("model"), "its manifest names it");
        assertTrue(work.getString("failure").contains("no accepted key"), work::prettify);
    }

    @Test
    void aModelThatIsNotThereIsNeitherTriedNorActivated() {
        post("/none/evaluations", Map.of()).statusCode(404);
        given().contentType(ContentType.JSON)
                .body(Map.of("name", "none", "override", "because"))
                .put(MODELS + "/active")
                .then()
                .statusCode(404);
        given().delete(MODELS + "/none").then().statusCode(404);
        post("/active/rollback", Map.of()).statusCode(409);
    }

    @Test
    void modelsAreTheOperators() {
        SignedIn.as("lena", "legal");
        given().get(MODELS).then().statusCode(403);
        SignedIn.as("carla", "compliance");
        given().get(MODELS).then().statusCode(200).body("items.size()", equalTo(0));
        given().get(MODELS + "/work").then().statusCode(403);
    }

    private JsonPath ended(Map<String, String> order) {
        String id = post("/imports", order).statusCode(202).extract().path("id");
        return assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    JsonPath work = work(id);
                    while (work.get("endedAt") == null) {
                        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                        work = work(id);
                    }
                    return work;
                });
    }

    private static JsonPath work(String id) {
        return given().get(MODELS + "/work/" + id).then().statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse post(String path, Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post(MODELS + path).then();
    }

    private Path garbage() throws Exception {
        Path file = incoming.resolve("model-" + UUID.randomUUID() + ".gguf");
        return Files.writeString(file, "GGUF and nothing else");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Map<String, String> key(String name, PublicKey key) {
        String pem =
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                        + "\n-----END PUBLIC KEY-----\n";
        return Map.of("name", name, "publicKey", pem);
    }

    private static KeyPair pair(String algorithm) throws Exception {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    private static byte[] signed(KeyPair pair, String text) throws Exception {
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(pair.getPrivate());
        signing.update(text.getBytes(StandardCharsets.UTF_8));
        return signing.sign();
    }
}
