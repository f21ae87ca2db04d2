package org.carrel.answer;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.DatabaseRoles;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.SilentDatabase;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long who asks waits, at most, to be refused when the answer cannot be recorded.
 *
 * <pre>
 * ./mvnw -pl src -am -Dskip.ui -Dexcluded.groups=none -Dtest=RefusedAnswerBenchmark \
 *     -Dsurefire.failIfNoSpecifiedTests=false test
 * </pre>
 */
@Tag("slow")
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "uma", roles = "legal")
class RefusedAnswerBenchmark {

    private static final int TIMES = 10;
    private static final int WARM_UP = 50;

    @Inject PassageIndex index;
    @Inject EmbeddingModel model;

    /** Brings a failure about that ends when it is closed. */
    private interface Failure {
        AutoCloseable begin(String table) throws Exception;
    }

    @Test
    void longestWaits() throws Exception {
        UUID matter = IndexedSample.matter("Silent");
        IndexedSample.put(index, model, matter, "lease.txt", "The deposit is 4,200 dollars.");
        for (int i = 0; i < WARM_UP; i++) {
            ask(matter, 200);
        }
        for (String table : List.of("answer_record", "audit_pending")) {
            measure(matter, "locked", table, RefusedAnswerBenchmark::locked);
            measure(
                    matter,
                    "silent at the insert",
                    table,
                    of -> SilentDatabase.atInsert(DatabaseRoles.asSuperuser(), of));
            measure(
                    matter,
                    "silent at the commit",
                    table,
                    of -> SilentDatabase.atCommit(DatabaseRoles.asSuperuser(), of));
        }
    }

    private static void measure(UUID matter, String name, String table, Failure failure)
            throws Exception {
        double longest = 0;
        try (AutoCloseable _ = failure.begin(table)) {
            for (int i = 0; i < TIMES; i++) {
                long begun = System.nanoTime();
                ask(matter, 503);
                longest = Math.max(longest, (System.nanoTime() - begun) / 1e6);
            }
        }
        System.out.printf(
                "%s, %s: refused over HTTP in %.0f ms (longest of %d)%n",
                table, name, longest, TIMES);
    }

    private static AutoCloseable locked(String table) throws SQLException {
        Connection owner = DatabaseRoles.asOwner();
        owner.setAutoCommit(false);
        try (var lock = owner.createStatement()) {
            lock.execute("lock table " + table + " in access exclusive mode");
        }
        return owner;
    }

    private static void ask(UUID matter, int status) {
        given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "question",
                                "How much is the deposit?",
                                "route",
                                "extract",
                                "collections",
                                List.of(matter)))
                .post("/api/v1/ask")
                .then()
                .statusCode(status);
    }
}
