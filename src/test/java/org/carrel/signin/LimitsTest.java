package org.carrel.signin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.carrel.PostgresTestResource;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Audited;
import org.carrel.problem.ProblemException;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.Test;

/** Too many calls are answered with 429 and the time to wait, and recorded once. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LimitsTest {

    private static final int BURST = 3;

    @Inject CurrentIdentityAssociation identities;
    @Inject AuditLog audit;
    @Inject ManagedExecutor executor;
    @Inject ObjectMapper json;

    @Test
    void eachHasTheirOwnAllowance() {
        var allowances = new Allowances(BURST, 1);
        Runnable nothing = () -> {};
        for (int call = 0; call < BURST; call++) {
            allowances.take("one", nothing);
        }
        var refused = assertThrows(ProblemException.class, () -> allowances.take("one", nothing));
        assertEquals(429, refused.status());
        assertEquals(Map.of("Retry-After", "1"), refused.headers());
        allowances.take("another", nothing);
    }

    @Test
    @TestSecurity(user = "hasty", roles = "legal")
    void aCallerIsRefusedAndRecordedOnce() {
        var limit = new CallerLimit(identities, audit, executor, Settings.ofLimits(BURST));
        for (int call = 0; call < BURST; call++) {
            limit.check().await().indefinitely();
        }
        for (int call = 0; call < BURST; call++) {
            assertThrows(ProblemException.class, () -> limit.check().await().indefinitely());
        }
        var entries = Audited.entries("access.limited");
        assertEquals(1, entries.stream().filter(each -> "hasty".equals(each.actor())).count());
    }

    @Test
    void anAddressIsRefusedBeforeSignInAloneAndRecorded() throws Exception {
        // Not the server's own, whose metrics know no second one.
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        new AddressLimit(audit, executor, json, Settings.ofLimits(BURST)).install(router);
        router.route().handler(context -> context.response().end("in"));
        HttpServer server =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);
        String base = "http://127.0.0.1:" + server.actualPort();
        for (int call = 0; call < BURST; call++) {
            given().get(base + "/auth/realms/carrel/x").then().statusCode(200);
        }
        given().get(base + "/api/v1/config")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("\\d+"))
                .body("type", equalTo("urn:carrel:problem:too-many-requests"));
        given().get(base + "/assets/index.js").then().statusCode(200);
        given().header("Authorization", "Bearer t").get(base + "/api/v1/me").then().statusCode(200);
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (unknown().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals("127.0.0.1", unknown().getFirst().get("address"));
    }

    private static List<Map<String, String>> unknown() {
        return Audited.entries("access.limited").stream()
                .filter(each -> "unknown".equals(each.actor()))
                .map(Audited.Seen::personal)
                .toList();
    }
}
