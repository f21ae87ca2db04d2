package org.carrel.intake;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks into the watched folder time and again; of several servers on one database, one does. */
@ApplicationScoped
class InboxWatch {

    private static final Logger LOG = Logger.getLogger(InboxWatch.class);

    /** After the documents' key is loaded. */
    private static final int PRIORITY = 600;

    /** Any number that nothing else in this database locks. */
    private static final long LOCK = 0x696e626f78L;

    private final Inbox inbox;
    private final InboxConfig config;
    private final AgroalDataSource database;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("inbox").factory());

    InboxWatch(Inbox inbox, InboxConfig config, AgroalDataSource database) {
        this.inbox = inbox;
        this.config = config;
        this.database = database;
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        if (config.enabled()) {
            long pause = config.poll().toMillis();
            clock.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    private void look() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (!is(statement, "select pg_try_advisory_lock(" + LOCK + ")")) {
                return;
            }
            try {
                inbox.look();
            } finally {
                is(statement, "select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.warnf("the watched folder cannot be read: %s", e.getClass().getSimpleName());
        }
    }

    private static boolean is(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
