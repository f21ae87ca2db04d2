package org.carrel;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.carrel.Operations.Names;
import org.carrel.grant.SignIns;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every role by every call of the API, with ids of a collection, document, job, upload and answer
 * of somebody else's: refused, never by a fault of the server, and in the same words as for ids of
 * nothing.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryRoleTest {

    /** By design: who answers for the log sees answers again, and decides who is a member. */
    private static final List<String> OVERSIGHT = List.of("/answers/", "/members");

    private static Names theirs = Names.OF_NOTHING;

    @Test
    @Order(1)
    @TestSecurity(
            user = "owner",
            roles = "legal",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
    void theOwnerFilesALease() {
        theirs = Operations.filed("Confidential lease");
        given().get("/api/v1/documents/" + theirs.documents()).then().statusCode(200);
    }

    @Test
    @Order(2)
    void nobody() {
        assertRefused(route -> true, "401");
    }

    @Test
    @Order(2)
    @TestSecurity(
            user = "roleless",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
    void aPersonWithoutARole() {
        assertRefused(route -> true, "403");
    }

    @Test
    @Order(2)
    @TestSecurity(
            user = "another",
            roles = "legal",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
    void aMemberOfAnotherMatter() {
        Operations.filed("Of another");
        assertRefused(route -> true, "403", "404");
        assertNotFound();
    }

    @Test
    @Order(2)
    @TestSecurity(
            user = "doctor",
            roles = "clinician",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
    void aClinician() {
        assertRefused(route -> true, "403", "404");
        assertNotFound();
    }

    @Test
    @Order(2)
    @TestSecurity(
            user = "officer",
            roles = "compliance",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
    void aComplianceOfficer() {
        assertRefused(route -> OVERSIGHT.stream().noneMatch(route::contains), "400", "403", "404");
    }

    @Test
    @Order(2)
    @TestSecurity(
            user = "operator",
            roles = "operator",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
    void anOperator() {
        assertRefused(route -> !route.contains("/api/v1/models/"), "403");
        assertRefused(route -> route.contains("/api/v1/models/"), "404");
    }

    @Test
    @Order(2)
    @TestSecurity(
            user = "system",
            roles = {"legal", "clinician", "compliance", "operator"},
            augmentors = SignIns.class,
            attributes = {
                @SecurityAttribute(key = SignIns.CLIENT, value = "system"),
                @SecurityAttribute(key = SignIns.SCOPE, value = "profile")
            })
    void aSystemWithoutScopeWhateverItsRoles() {
        assertRefused(route -> true, "403");
    }

    private static void assertRefused(Predicate<String> route, String... statuses) {
        List<String> routes =
                Operations.routes().filter(each -> each.contains("{")).filter(route).toList();
        assertFalse(routes.isEmpty());
        assertAll(
                routes.stream()
                        .map(each ->
                                () -> {
                                    String absent = Operations.answer(each, Names.OF_NOTHING);
                                    assertTrue(
                                            List.of(statuses).contains(absent.substring(0, 3)),
                                            each + " " + absent);
                                    assertEquals(absent, Operations.answer(each, theirs), each);
                                }));
    }

    /** By the calls that name no id in their path. */
    private static void assertNotFound() {
        for (String list : new String[] {"collections", "jobs"}) {
            String told =
                    given().get("/api/v1/" + list).then().statusCode(200).extract().asString();
            assertFalse(told.contains(theirs.collections().toString()), list);
            assertFalse(told.contains("Confidential"), list);
        }
        String found = asked("search", Map.of("query", "How much is the rent of the lease?"));
        assertFalse(found.contains(theirs.documents().toString()), "search");
        for (String call : new String[] {"search", "ask"}) {
            String text = call.equals("ask") ? "question" : "query";
            String absent =
                    asked(
                            call,
                            Map.of(
                                    text,
                                    "rent",
                                    "collections",
                                    List.of(Names.OF_NOTHING.collections())));
            assertEquals(
                    absent,
                    asked(
                            call,
                            Map.of(text, "rent", "collections", List.of(theirs.collections()))));
        }
    }

    private static String asked(String call, Map<String, ?> body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/" + call)
                .then()
                .extract()
                .asString()
                .replaceAll("\"traceId\":\"[^\"]*\"", "");
    }
}
