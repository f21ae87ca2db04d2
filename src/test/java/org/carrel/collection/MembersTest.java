package org.carrel.collection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.SignedIn;
import org.carrel.audit.Audited;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "stewart", roles = "legal")
class MembersTest {

    @Inject DataSource database;

    @Test
    void whoIsMadeAMemberReadsUntilTheMembershipEnds() {
        UUID matter = IndexedSample.matter("Cedar");
        SignedIn.as("petra", "legal");
        assertEquals(404, Shared.status(matter));
        SignedIn.as("stewart", "legal");
        String member =
                Shared.grant(matter, "subject", "petra")
                        .statusCode(201)
                        .body("reason", equalTo("Works on it"))
                        .body("steward", equalTo(false))
                        .extract()
                        .path("id");
        SignedIn.as("petra", "legal");
        assertEquals(200, Shared.status(matter));
        SignedIn.as("stewart", "legal");
        given().delete("/api/v1/collections/" + matter + "/members/" + member)
                .then()
                .statusCode(204);
        SignedIn.as("petra", "legal");
        assertEquals(404, Shared.status(matter));
    }

    @Test
    void aGroupBelongsAsAWhole() {
        UUID matter = IndexedSample.matter("Hazel");
        Shared.grant(matter, "group", "/litigation").statusCode(201);
        SignedIn.as("otto", Set.of("/litigation", "/all"), "legal");
        assertEquals(200, Shared.status(matter));
        SignedIn.as("otto", Set.of("/all"), "legal");
        assertEquals(404, Shared.status(matter));
    }

    @Test
    void aMembershipEndsByItself() throws SQLException {
        UUID matter = IndexedSample.matter("Willow");
        Shared.post(
                        "/api/v1/collections/" + matter + "/members",
                        Map.of(
                                "principal", Map.of("kind", "subject", "name", "tessa"),
                                "reason", "Covers for a week",
                                "until", "2999-01-01T00:00:00Z"))
                .statusCode(201);
        SignedIn.as("tessa", "legal");
        assertEquals(200, Shared.status(matter));
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement(
                                "update membership set ends_at = now() where principal = 'tessa'")) {
            assertEquals(1, update.executeUpdate());
        }
        assertEquals(404, Shared.status(matter));
        SignedIn.as("stewart", "legal");
        given().get("/api/v1/collections/" + matter + "/members")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[1].ended", equalTo(true));
    }

    @Test
    void anEndThatHasPassedIsRefused() {
        UUID matter = IndexedSample.matter("Rowan");
        Shared.post(
                        "/api/v1/collections/" + matter + "/members",
                        Map.of(
                                "principal", Map.of("kind", "subject", "name", "tessa"),
                                "reason", "Covers for a week",
                                "until", "2001-01-01T00:00:00Z"))
                .statusCode(400);
    }

    @Test
    void aMemberWhoIsNoStewardLetsNobodyIn() {
        UUID matter = IndexedSample.matter("Larch");
        Shared.grant(matter, "subject", "petra").statusCode(201);
        SignedIn.as("petra", "legal");
        Shared.grant(matter, "subject", "friend")
                .statusCode(403)
                .body("type", equalTo("urn:carrel:problem:forbidden"));
        given().get("/api/v1/collections/" + matter + "/members")
                .then()
                .statusCode(200)
                .body("items.principal.name", hasItem("petra"));
    }

    @Test
    void theLastStewardStays() {
        UUID matter = IndexedSample.matter("Spruce");
        String self = given().get("/api/v1/collections/" + matter + "/members").path("items[0].id");
        given().delete("/api/v1/collections/" + matter + "/members/" + self).then().statusCode(409);
        assertEquals(200, Shared.status(matter));
    }

    @Test
    void complianceAppointsAMemberAndReadsNothing() {
        UUID matter = IndexedSample.matter("Juniper");
        SignedIn.as("cora", "compliance");
        given().queryParam("name", "junip")
                .get("/api/v1/oversight/collections")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(matter.toString()));
        Shared.grant(matter, "subject", "petra").statusCode(201);
        given().get("/api/v1/collections/" + matter + "/documents").then().statusCode(403);
    }

    @Test
    void anAdministratorReadsNothing() {
        UUID matter = IndexedSample.matter("Yew");
        Shared.grant(matter, "role", "legal").statusCode(201);
        SignedIn.as("root", "operator", "compliance");
        assertEquals(403, Shared.status(matter));
    }

    @Test
    void aRoleThatThereIsNotIsRefused() {
        UUID matter = IndexedSample.matter("Elm");
        Shared.grant(matter, "role", "wizard").statusCode(400);
    }

    @Test
    void aGrantIsRecordedWithItsReasonAndNamesNobodyInTheOpen() {
        UUID matter = IndexedSample.matter("Maple");
        Shared.grant(matter, "subject", "petra").statusCode(201);
        Audited.Seen seen =
                Audited.entries("membership.grant").stream()
                        .filter(each -> matter.toString().equals(each.collectionId()))
                        .findFirst()
                        .orElseThrow();
        assertEquals("stewart", seen.actor());
        assertEquals(
                Map.of("actor", "stewart", "principal", "petra", "reason", "Works on it"),
                seen.personal());
        assertFalse(seen.details().containsValue("petra"));
    }

    @Test
    void whoSignedInIsFoundByName() {
        SignedIn.as("quentin", "legal");
        given().get("/api/v1/me").then().statusCode(200);
        SignedIn.as("stewart", "legal");
        given().queryParam("name", "QUEN")
                .get("/api/v1/people")
                .then()
                .statusCode(200)
                .body("items.subject", equalTo(List.of("quentin")));
        given().queryParam("name", "%").get("/api/v1/people").then().body("items", hasSize(0));
    }
}
