package org.carrel.model;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.UUID;
import org.carrel.PostgresTestResource;
import org.carrel.models.trust.TrustedKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator is told before a model is imported. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "olga", roles = "operator")
class ModelListResourceTest {

    private static final String MANIFEST =
            """
            {"name": "ward-notes", "version": "1.2", "licence": "MIT", "base": "none",
             "files": [{"name": "x", "sha256": "%s"}], "trainingData": "None.",
             "intendedUse": "None.", "limits": [], "evaluation": "None."}
            """
                    .formatted("0".repeat(64));

    @Inject ModelConfig config;
    @Inject Keys keys;

    private Path model;

    @BeforeEach
    void bringModel() throws Exception {
        Path incoming = Files.createDirectories(config.incoming());
        model = incoming.resolve("brought-" + UUID.randomUUID() + ".gguf");
        Files.writeString(model, "GGUF and nothing else");
    }

    @Test
    void theListSaysWhereModelsAreLookedForAndWhatLiesThere() {
        listed().body("incomingFolder", equalTo(config.incoming().toString()))
                .body(found("bytes"), equalTo(21))
                .body(found("manifest"), equalTo(false))
                .body(found("fault"), nullValue());
    }

    @Test
    void anAcceptedKeyIsNamedBeforeAnythingIsImported() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        lay(".manifest.json", MANIFEST.getBytes(StandardCharsets.UTF_8));
        lay(".manifest.json.sig", signature(pair));
        listed().body(found("stated.name"), equalTo("ward-notes"))
                .body(found("key"), nullValue())
                .body(found("fault"), containsString("no accepted key"));
        TrustedKey key = TrustedKey.of(pair.getPublic().getEncoded());
        QuarkusTransaction.requiringNew().run(() -> keys.accept("Ward software", key, "olga"));
        listed().body(found("stated.version"), equalTo("1.2"))
                .body(found("key"), equalTo("Ward software"))
                .body(found("fault"), nullValue());
    }

    @Test
    void aManifestThatCannotBeUsedIsSaidToBe() throws Exception {
        lay(".manifest.json", "{}".getBytes(StandardCharsets.UTF_8));
        listed().body(found("fault"), containsString("not signed"));
        lay(".manifest.json.sig", new byte[64]);
        listed().body(found("manifest"), equalTo(true))
                .body(found("stated"), nullValue())
                .body(found("fault"), containsString("schema"));
    }

    private static ValidatableResponse listed() {
        return given().get("/api/v1/models").then().statusCode(200);
    }

    private String found(String member) {
        return "incoming.find { it.path == '" + model.getFileName() + "' }." + member;
    }

    private void lay(String suffix, byte[] bytes) throws Exception {
        Files.write(model.resolveSibling(model.getFileName() + suffix), bytes);
    }

    private static byte[] signature(KeyPair pair) throws GeneralSecurityException {
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(pair.getPrivate());
        signing.update(MANIFEST.getBytes(StandardCharsets.UTF_8));
        return signing.sign();
    }
}
