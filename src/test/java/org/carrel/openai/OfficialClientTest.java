package org.carrel.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.answer.ScriptedModel;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.junit.jupiter.api.Test;

/** OpenAI's own client for Node, unmodified, from the packages of the UI. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(UngroundedProfile.class)
@TestSecurity(user = "ann", roles = "legal")
class OfficialClientTest {

    private static final Path CLIENT = Path.of("..", "ui", "api", "client.mjs");

    @Inject PassageIndex index;
    @Inject EmbeddingModel embeddings;
    @Inject ScriptedModel.Installed installed;

    @Test
    void itListsChatsStreamsEmbedsAndIsRefused() throws Exception {
        UUID matter = IndexedSample.matter("Fees");
        IndexedSample.put(
                index,
                embeddings,
                matter,
                "agreement.txt",
                "The fee is $12,000 per month, payable within thirty (30) days.");
        installed.scripted().write("The fee is $12,000 per month.");
        Process client =
                new ProcessBuilder(
                                "node",
                                CLIENT.toString(),
                                "http://localhost:" + RestAssured.port,
                                matter.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(client.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, client.exitValue(), said);
    }
}
