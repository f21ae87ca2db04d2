package org.carrel;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.DoubleStream;
import javax.sql.DataSource;
import org.carrel.document.Upload;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * For a caller, documents that they may not read change nothing. Every answer is compared byte for
 * byte before and after private documents come, with the very texts, names, dates and signatures of
 * the caller's own and with words that would shift every statistic.
 *
 * <p>The usual build adds 60 private documents; the slow form 1,000, and it prints how long calls
 * take: {@code ./mvnw -pl src -am -Dexcluded.groups=none -Dtest=NonInterferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false test}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "nina", roles = "legal")
class NonInterferenceTest {

    private static final String SUPPLY =
            "SUPPLY AGREEMENT\n\nThis Supply Agreement is made on 3 March 2021 between Northwind Ltd."
                    + " and Contoso Inc.\n\n1. Term\n\nThis agreement runs for two years.\n\n2."
                    + " Termination\n\nEither party may terminate this agreement on sixty (60) days'"
                    + " written notice.\n\n3. Governing Law\n\nThis agreement is governed by the laws"
                    + " of the State of Delaware.";
    private static final String LEASE =
            "LEASE\n\nThe tenant shall pay rent of $4,200 on the first day of each month. The"
                    + " landlord maintains the roof and the outer walls.";
    private static final String SERVICES =
            "MASTER SERVICES AGREEMENT\n\nThis Master Services Agreement (the \"MSA\") is between"
                    + " Fabrikam LLC and Contoso Inc. The fee is $12,000 per month, payable within"
                    + " thirty (30) days. Liability is capped at the fees of twelve months.";
    private static final List<String> TEXTS = List.of(SUPPLY, LEASE, SERVICES);

    /** So often each call is made to be timed. */
    private static final int TIMED = 200;

    /** Some of what the private documents change once they may be read. */
    private static final List<String> CHANGED_ONCE_READ =
            List.of(
                    "search 0",
                    "search all versions 0",
                    "search by words 0",
                    "search by vectors 0",
                    "search in a part 0",
                    "ask 0",
                    "follow-up: Which law governs it?",
                    "compare all: What is the fee?",
                    "compare, streamed",
                    "/api/v1/collections");

    private static final UUID NOBODYS = UUID.fromString("7d2f6a54-4f1c-4c32-9a52-000000000001");

    @Inject PassageIndex index;
    @Inject EmbeddingModel model;
    @Inject DataSource database;

    private List<UUID> collections = List.of();
    private List<UUID> own = List.of();

    @BeforeEach
    void ownDocuments() throws SQLException {
        // What other tests let them read.
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from membership where principal = 'nina'");
        }
        UUID first = IndexedSample.matter("Alder");
        UUID second = IndexedSample.matter("Birch");
        collections = List.of(first, second);
        own =
                List.of(
                        Upload.of(first, "supply.txt", SUPPLY).ended().document(),
                        Upload.of(first, "lease.txt", LEASE).ended().document(),
                        Upload.of(second, "services.txt", SERVICES).ended().document());
        // A second version of it.
        Upload.of(first, "lease.txt", LEASE + " The rent rises each year.").ended();
    }

    @Test
    void privateDocumentsChangeNothing() throws Exception {
        withPrivateDocuments(60);
    }

    @Test
    @Tag("slow")
    void aThousandPrivateDocumentsChangeNothing() throws Exception {
        withPrivateDocuments(1_000);
    }

    private void withPrivateDocuments(int number) throws Exception {
        PrivateDocuments theirs = theirs();
        Looks.Mine mine = new Looks.Mine(collections, own, answer());
        Map<String, String> alone = look(mine, theirs);
        assertTelling(alone);
        List<UUID> added = theirs.add(number, own, TEXTS);
        assertSame(alone, look(mine, theirs), "after they came");
        theirs.churn(added, LEASE);
        assertSame(alone, look(mine, theirs), "after they changed and went");
        // The comparison can fail: the same documents, once they may be read, do change answers.
        theirs.letRead("nina");
        Map<String, String> together =
                Looks.of(mine, theirs.collection(), CHANGED_ONCE_READ::contains);
        for (String look : CHANGED_ONCE_READ) {
            assertNotEquals(alone.get(look), together.get(look), look);
        }
    }

    private static Map<String, String> look(Looks.Mine mine, PrivateDocuments theirs)
            throws JsonProcessingException {
        return Looks.of(mine, theirs.collection(), _ -> true);
    }

    /** What says nothing would be the same whatever happened. */
    private static void assertTelling(Map<String, String> seen) {
        for (String look :
                List.of(
                        "ask 0",
                        "follow-up: Which law governs it?",
                        "compare all: What is the fee?",
                        "fitting of ")) {
            assertTrue(
                    seen.entrySet().stream()
                            .filter(each -> each.getKey().startsWith(look))
                            .allMatch(each -> each.getValue().contains("\"grounded\"")),
                    look);
        }
    }

    private static void assertSame(
            Map<String, String> expected, Map<String, String> actual, String when) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach(
                (look, answer) -> assertEquals(answer, actual.get(look), look + ", " + when));
    }

    /** Printed, not asserted: this machine has other work too. */
    @Test
    @Tag("slow")
    void howLongCallsTakeBesideAThousandPrivateDocuments() throws Exception {
        PrivateDocuments theirs = theirs();
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("search", () -> post("search", "{\"query\": \"Who repairs the roof?\"}"));
        calls.put("ask", () -> post("ask", "{\"question\": \"Who repairs the roof?\"}"));
        calls.put("summary", () -> post("documents/" + own.getFirst() + "/summary", "{}"));
        durations(calls); // The first are slow by themselves.
        Map<String, double[]> before = durations(calls);
        List<UUID> added = theirs.add(1_000, own, TEXTS);
        Map<String, double[]> beside = durations(calls);
        compareRefusals(theirs.collection(), added.getFirst());
        theirs.remove(added);
        // Alone before and after, so that what gets faster with time counts on both sides.
        Map<String, double[]> after = durations(calls);
        calls.keySet()
                .forEach(call ->
                        System.out.println(
                                call
                                        + ", alone and beside 1,000: "
                                        + PermutedMedians.of(
                                                DoubleStream.concat(
                                                                DoubleStream.of(before.get(call)),
                                                                DoubleStream.of(after.get(call)))
                                                        .toArray(),
                                                beside.get(call))));
    }

    private static void compareRefusals(UUID collection, UUID document) {
        System.out.println(
                "search there, nobody's and another's: "
                        + inTurn(() -> searchIn(NOBODYS), () -> searchIn(collection)));
        System.out.println(
                "a document, nobody's and another's: "
                        + inTurn(() -> document(NOBODYS), () -> document(document)));
    }

    /** In pairs, either first by lot. */
    private static PermutedMedians inTurn(Runnable one, Runnable other) {
        Random lot = new Random(25);
        double[] ones = new double[TIMED];
        double[] others = new double[TIMED];
        for (int i = 0; i < TIMED; i++) {
            boolean otherFirst = lot.nextBoolean();
            if (otherFirst) {
                others[i] = millis(other);
            }
            ones[i] = millis(one);
            if (!otherFirst) {
                others[i] = millis(other);
            }
        }
        return PermutedMedians.of(ones, others);
    }

    private static Map<String, double[]> durations(Map<String, Runnable> calls) {
        Map<String, double[]> durations = new LinkedHashMap<>();
        calls.keySet().forEach(name -> durations.put(name, new double[TIMED]));
        for (int i = 0; i < TIMED; i++) {
            int at = i;
            durations.forEach(
                    (name, each) -> each[at] = millis(Objects.requireNonNull(calls.get(name))));
        }
        return durations;
    }

    private static double millis(Runnable call) {
        long begun = System.nanoTime();
        call.run();
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void searchIn(UUID collection) {
        given().contentType("application/json")
                .body("{\"query\": \"rent\", \"collections\": [\"" + collection + "\"]}")
                .post("/api/v1/search")
                .then()
                .statusCode(404);
    }

    private static void document(UUID id) {
        given().get("/api/v1/documents/" + id).then().statusCode(404);
    }

    private static void post(String call, String body) {
        given().contentType("application/json")
                .body(body)
                .post("/api/v1/" + call)
                .then()
                .statusCode(200);
    }

    private PrivateDocuments theirs() throws SQLException {
        return new PrivateDocuments(database, index, model, collections.getFirst());
    }

    private static String answer() {
        return given().contentType("application/json")
                .body("{\"question\": \"Who repairs the roof?\", \"route\": \"extract\"}")
                .post("/api/v1/ask")
                .then()
                .statusCode(200)
                .extract()
                .path("answerId");
    }
}
