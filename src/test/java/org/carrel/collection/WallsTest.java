package org.carrel.collection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.SignedIn;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "stewart", roles = "legal")
class WallsTest {

    @Test
    void aWallBarsAPersonWhateverElseTheyHold() {
        UUID matter = matterOfAll("Wall of one");
        SignedIn.as("conrad", Set.of("/litigation"), "legal");
        assertEquals(200, Shared.status(matter));
        String wall = raise(matter, "subject", "conrad");
        SignedIn.as("conrad", Set.of("/litigation"), "legal");
        assertEquals(404, Shared.status(matter));
        given().get("/api/v1/collections")
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(matter.toString())));
        SignedIn.as("other", Set.of("/litigation"), "legal");
        assertEquals(200, Shared.status(matter));
        SignedIn.as("cora", "compliance");
        given().delete("/api/v1/walls/" + wall).then().statusCode(204);
        SignedIn.as("conrad", "legal");
        assertEquals(200, Shared.status(matter));
    }

    @Test
    void aWallBarsAGroup() {
        UUID matter = matterOfAll("Wall of many");
        raise(matter, "group", "/acquisitions");
        SignedIn.as("anna", Set.of("/litigation", "/acquisitions"), "legal");
        assertEquals(404, Shared.status(matter));
        SignedIn.as("anna", Set.of("/litigation"), "legal");
        assertEquals(200, Shared.status(matter));
    }

    @Test
    void aWallBarsEvenASteward() {
        UUID matter = matterOfAll("Wall of the steward");
        raise(matter, "subject", "stewart");
        SignedIn.as("stewart", "legal");
        assertEquals(404, Shared.status(matter));
        Shared.grant(matter, "subject", "stewart").statusCode(404);
    }

    @Test
    void onlyComplianceSeesAndRaisesWalls() {
        UUID matter = matterOfAll("Wall unseen");
        given().get("/api/v1/walls").then().statusCode(403);
        Shared.post("/api/v1/walls", wall(matter, "subject", "conrad")).statusCode(403);
        raise(matter, "subject", "conrad");
        Shared.post("/api/v1/walls", wall(matter, "subject", "conrad")).statusCode(409);
        given().queryParam("collection", matter)
                .get("/api/v1/walls")
                .then()
                .statusCode(200)
                .body("items.principal.name", hasItem("conrad"));
    }

    private static UUID matterOfAll(String name) {
        UUID matter = IndexedSample.matter(name);
        Shared.grant(matter, "role", "legal").statusCode(201);
        Shared.grant(matter, "subject", "conrad").statusCode(201);
        return matter;
    }

    private static String raise(UUID matter, String kind, String name) {
        SignedIn.as("cora", "compliance");
        return Shared.post("/api/v1/walls", wall(matter, kind, name))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, ?> wall(UUID matter, String kind, String name) {
        return Map.of(
                "collection",
                matter,
                "principal",
                Map.of("kind", kind, "name", name),
                "reason",
                "Acted for the other side");
    }
}
