package org.carrel.answer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.access.Access;
import org.carrel.audit.AuditLog;
import org.carrel.document.Sealing;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.Generation;
import org.carrel.search.PassageIndex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What recording adds to an answer's time, over HTTP, on a PostgreSQL that waits for its disk: the
 * time spent in recording, and the same questions with and without it, turn and turn about.
 *
 * <pre>
 * ./mvnw -pl src -am -Dskip.ui -Dexcluded.groups=none -Dtest=AnswerAuditBenchmark \
 *     -Dsurefire.failIfNoSpecifiedTests=false [-Dcarrel.bench.model=FOLDER] test
 * </pre>
 *
 * <p>The folder is an installed model's, such as CARREL_HOME/models/tinyllama-1.1b-chat, as an
 * absolute path; without one, nothing is generated.
 */
@Tag("slow")
@QuarkusTest
@QuarkusTestResource(
        value = PostgresTestResource.class,
        initArgs = @ResourceArg(name = PostgresTestResource.DURABLE, value = "true"),
        restrictToAnnotatedClass = true)
@TestProfile(AnswerAuditBenchmark.Timed.class)
@TestSecurity(user = "bench", roles = "legal")
class AnswerAuditBenchmark {

    private static final int LEASES = 300;
    private static final int WARM_UP = 100;
    private static final int EXTRACTED = 300;
    private static final int GENERATED = 20;
    private static final String MODEL = System.getProperty("carrel.bench.model", "none");

    /** With recording that is timed and can be left out. */
    public static class Timed implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(TimedRecords.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "carrel.language-model.folder",
                    String.valueOf(Path.of(MODEL).toAbsolutePath().getParent()),
                    "carrel.language-model.name",
                    String.valueOf(Path.of(MODEL).getFileName()),
                    "carrel.signin.caller-burst",
                    "1000000",
                    "carrel.signin.address-burst",
                    "1000000");
        }
    }

    /** All that an answer waits for to be recorded. */
    @Alternative
    @Singleton
    static class TimedRecords extends AnswerRecords {

        private final AtomicLong nanos = new AtomicLong();
        private volatile boolean on = true;

        TimedRecords(
                AnswerRecordRepository records,
                AuditLog audit,
                Access access,
                Sealing sealing,
                ObjectMapper json) {
            super(records, audit, access, sealing, json);
        }

        @Override
        void begin(Prepared prepared, AnswerRecord record) {
            time(() -> super.begin(prepared, record));
        }

        @Override
        void whole(Prepared prepared, AnswerRecord record, Composed answer) {
            time(() -> super.whole(prepared, record, answer));
        }

        @Override
        void complete(Prepared prepared, Answer answer, List<Generation.Result> written) {
            time(() -> super.complete(prepared, answer, written));
        }

        private void time(Runnable recording) {
            if (on) {
                long begun = System.nanoTime();
                recording.run();
                nanos.addAndGet(System.nanoTime() - begun);
            }
        }
    }

    /** Milliseconds of one answer. */
    private record Took(double all, double recording) {}

    @Inject PassageIndex index;
    @Inject EmbeddingModel model;
    @Inject AgroalDataSource database;
    @Inject TimedRecords records;

    private final List<UUID> matters = new ArrayList<>();

    @Test
    void ofAnAnswersTime() throws SQLException {
        for (int i = 0; i < LEASES; i++) {
            if (i % 100 == 0) {
                matters.add(IndexedSample.matter("Leases " + i));
            }
            IndexedSample.put(index, model, matters.getLast(), "lease" + i + ".txt", lease(i));
        }
        for (int i = 0; i < WARM_UP; i++) {
            ask(i, "extract", true);
        }
        measure();
        System.out.printf("one bare commit: %.2f ms%n", commit());
        if (!MODEL.equals("none")) {
            generate();
        }
    }

    /** Each question once: the model has read the second of two alike before. */
    private void generate() {
        ask(0, "generate", true);
        var all = new ArrayList<Took>();
        for (int i = 1; i <= GENERATED; i++) {
            all.add(ask(i, "generate", true));
        }
        System.out.printf(
                "generate: answer %.0f ms, recording %.2f ms of it, %.2f %% (medians of %d)%n",
                median(all.stream().mapToDouble(Took::all).toArray()),
                median(all.stream().mapToDouble(Took::recording).toArray()),
                median(
                        all.stream()
                                .mapToDouble(took -> 100 * took.recording() / took.all())
                                .toArray()),
                GENERATED);
    }

    /** What one wait for the disk takes, in milliseconds, at the median. */
    private double commit() throws SQLException {
        var took = new double[EXTRACTED];
        try (Connection connection = database.getConnection();
                var write =
                        connection.prepareStatement(
                                "select pg_logical_emit_message(true, 'bench', 'x')")) {
            for (int i = 0; i < EXTRACTED; i++) {
                long begun = System.nanoTime();
                write.execute();
                took[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        return median(took);
    }

    private static String lease(int number) {
        return "Lease "
                + number
                + " of the shop in Harbour Street. The deposit is "
                + (4_000 + number)
                + " dollars, payable before the first of May. The tenant of lease "
                + number
                + " keeps the roof in repair. Notice is given in writing, three months ahead.";
    }

    private void measure() {
        var with = new ArrayList<Took>();
        var without = new ArrayList<Took>();
        for (int i = 0; i < EXTRACTED; i++) {
            boolean first = i % 2 == 0;
            (first ? with : without).add(ask(i, "extract", first));
            (first ? without : with).add(ask(i, "extract", !first));
        }
        double all = median(with.stream().mapToDouble(Took::all).toArray());
        double recording = median(with.stream().mapToDouble(Took::recording).toArray());
        double unrecorded = median(without.stream().mapToDouble(Took::all).toArray());
        System.out.printf(
                "extract: answer %.1f ms, recording %.2f ms of it, %.2f %%; without recording %.1f"
                        + " ms (medians of %d)%n",
                all, recording, 100 * recording / all, unrecorded, EXTRACTED);
    }

    private Took ask(int number, String route, boolean recorded) {
        records.on = recorded;
        records.nanos.set(0);
        long begun = System.nanoTime();
        given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "question",
                                "How much is the deposit of lease " + number % LEASES + "?",
                                "route",
                                route,
                                "collections",
                                matters))
                .post("/api/v1/ask")
                .then()
                .statusCode(200)
                .body("route", equalTo(route));
        double all = (System.nanoTime() - begun) / 1e6;
        return new Took(all, records.nanos.get() / 1e6);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
