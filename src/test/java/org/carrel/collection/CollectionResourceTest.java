package org.carrel.collection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CollectionResourceTest {

    @Inject DataSource database;

    @Test
    @TestSecurity(user = "ada", roles = "legal")
    void theCreatorSeesTheCollection() {
        String id = create("{\"name\": \"Northwind\", \"kind\": \"matter\"}");
        given().get("/api/v1/collections").then().statusCode(200).body("items.id", hasItem(id));
        given().get("/api/v1/collections/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Northwind"));
    }

    @Test
    @TestSecurity(user = "ada", roles = "legal")
    void aLawyerMakesNoPatientRecord() {
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"Jane Roe\", \"kind\": \"patient\"}")
                .post("/api/v1/collections")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:carrel:problem:forbidden"));
    }

    @Test
    @TestSecurity(user = "ada", roles = "legal")
    void aBadKindIsNamed() {
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"x\", \"kind\": \"folder\"}")
                .post("/api/v1/collections")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", startsWith("kind "));
    }

    @Test
    void withoutATokenTheAnswerIs401() {
        given().get("/api/v1/collections")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:carrel:problem:unauthorized"));
    }

    @Test
    @TestSecurity(user = "bob", roles = "legal")
    void whatIsNotThereAnswers404() {
        given().get("/api/v1/collections/7d2f6a54-4f1c-4c32-9a52-000000000000")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", not(equalTo("")));
    }

    @Test
    @TestSecurity(user = "bob", roles = "legal")
    void aRefusalIsRecorded() {
        String id = UUID.randomUUID().toString();
        given().get("/api/v1/collections/" + id).then().statusCode(404);
        List<Audited.Seen> refusals =
                Audited.entries("access.denied").stream()
                        .filter(each -> id.equals(each.collectionId()))
                        .toList();
        assertEquals(1, refusals.size());
        assertEquals("bob", refusals.getFirst().actor());
        assertEquals("DENIED", refusals.getFirst().outcome());
    }

    private static String create(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/collections")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
