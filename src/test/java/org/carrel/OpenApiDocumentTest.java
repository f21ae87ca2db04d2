package org.carrel;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/openapi.json} is what the server says of itself, so that a change of the API shows in
 * review. Written anew by {@code -Dcarrel.rewrite=true}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OpenApiDocumentTest {

    private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");

    private static final ObjectMapper SORTED =
            new ObjectMapper()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(SerializationFeature.INDENT_OUTPUT);

    @Test
    void theCommittedDescriptionIsThatOfTheServer() throws IOException {
        String described =
                given().queryParam("format", "json")
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        TreeMap<?, ?> document = SORTED.readValue(described, TreeMap.class);
        // Names an address of this run.
        document.remove("servers");
        String made = SORTED.writeValueAsString(document) + "\n";
        if (Boolean.getBoolean("carrel.rewrite")) {
            Files.writeString(COMMITTED, made);
        } else {
            assertEquals(made, Files.readString(COMMITTED), "run with -Dcarrel.rewrite=true");
        }
    }
}
