package org.carrel.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast 16 clients record, each event durable on return, beside bare single-row inserts of the
 * same columns by as many clients: turn and turn about on one PostgreSQL that waits for its disk.
 * The sequencer and the signing of checkpoints run meanwhile, as they do in a server, and a round
 * ends when the last event has its place in the log.
 *
 * <pre>
 * ./mvnw -pl src -am -Dskip.ui -Dexcluded.groups=none -Dtest=AuditBenchmark \
 *     -Dsurefire.failIfNoSpecifiedTests=false test
 * </pre>
 */
@Tag("slow")
class AuditBenchmark {

    private static final int CLIENTS = 16;
    private static final int ROUNDS = 7;
    private static final int EACH = 1_000;

    private static final Map<String, String> DETAILS =
            Map.of("shown", "0b0e1b5e-9f7c-4a57-8a42-0d5e2f0c6a11@1:120-480", "searched", "12");

    // As long as the commitment to an actor.
    private static final String PERSONAL = "x".repeat(149);

    @Test
    void besideBareInserts() throws Exception {
        try (OwnLog own = OwnLog.startAlone()) {
            own.sql(
                    "create table bare (id bigint generated always as identity primary key,"
                            + " time timestamptz(6) not null, action text not null, outcome text"
                            + " not null, collection_id text, document_id text, purpose text,"
                            + " details text not null, personal text not null, sealed bytea[] not"
                            + " null)");
            own.sql("grant insert on bare to " + own.roles.server());
            OwnLog.Server server = own.server();
            server.sequencing.start(new StartupEvent());
            try {
                measure(own, server);
            } finally {
                server.sequencing.stop(new ShutdownEvent());
            }
        }
    }

    private static void measure(OwnLog own, OwnLog.Server server) throws Exception {
        var bare = new double[ROUNDS];
        var recorded = new double[ROUNDS];
        var ratios = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            double inserts = perSecond(() -> insert(own), () -> {});
            double records =
                    perSecond(
                            () -> server.log.recordNow(OwnLog.event("answer.evidence", DETAILS)),
                            server.sequencer::drain);
            if (round >= 0) {
                bare[round] = inserts;
                recorded[round] = records;
                ratios[round] = records / inserts;
            }
        }
        System.out.printf(
                "bare inserts %.0f/s, recorded %.0f/s, ratio %.2f (medians of %d rounds, %d"
                        + " clients x %d)%n",
                median(bare), median(recorded), median(ratios), ROUNDS, CLIENTS, EACH);
    }

    /** Something that touches the database. */
    private interface Work {
        void run() throws SQLException;
    }

    /**
     * @param rest what is left to be done when all clients have been answered
     */
    private static double perSecond(Work work, Runnable rest) throws Exception {
        long begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                all.add(() -> {
                    for (int i = 0; i < EACH; i++) {
                        work.run();
                    }
                    return null;
                });
            }
            for (Future<Void> each : threads.invokeAll(all)) {
                each.get();
            }
        }
        rest.run();
        return CLIENTS * EACH * 1e9 / (System.nanoTime() - begun);
    }

    private static void insert(OwnLog own) throws SQLException {
        try (Connection connection = own.database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into bare (time, action, outcome, collection_id, details,"
                                        + " personal, sealed) values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, OffsetDateTime.now(ZoneOffset.UTC));
            insert.setString(2, "answer.evidence");
            insert.setString(3, "SUCCESS");
            insert.setString(4, "c-1");
            insert.setString(5, DETAILS.toString());
            insert.setString(6, PERSONAL);
            insert.setArray(7, connection.createArrayOf("bytea", new byte[][] {new byte[63]}));
            insert.executeUpdate();
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
