package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.carrel.audit.format.LineFormat;
import org.carrel.audit.syslog.SyslogConnection;
import org.carrel.audit.syslog.SyslogReceiver;
import org.carrel.audit.syslog.TrustStores;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the log on to a syslog receiver, each entry at least once and in order. The log is the
 * spool: the cursor moves once what was sent has settled, and whatever comes after it is sent again
 * when a connection broke.
 */
@ApplicationScoped
class SyslogFeed {

    private static final Logger LOG = Logger.getLogger(SyslogFeed.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final AgroalDataSource database;
    private final SyslogConfig config;
    private final Disclosures disclosures;
    private final Checkpoints checkpoints;
    private final Patients patients;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;
    private Duration wait;

    SyslogFeed(
            AgroalDataSource database,
            SyslogConfig config,
            Disclosures disclosures,
            Checkpoints checkpoints,
            Patients patients) {
        this.database = database;
        this.config = config;
        this.disclosures = disclosures;
        this.checkpoints = checkpoints;
        this.patients = patients;
        this.wait = config.retryAfter();
    }

    /**
     * @throws IllegalStateException if what is configured must not or cannot be spoken to
     */
    void start(@Observes @Priority(ExportWorker.PRIORITY) StartupEvent event) {
        Optional<String> place = config.receiver();
        if (place.isEmpty()) {
            return;
        }
        LineFormat format = format(config.format());
        SyslogReceiver receiver =
                SyslogReceiver.of(place.get(), config.allowed().orElse(List.of()), trust(config));
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("audit-syslog")
                        .start(() -> run(receiver, format));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        Thread started = thread;
        if (started != null) {
            started.join();
        }
    }

    /** What the receiver does not have yet; none if there is no receiver. */
    Optional<SyslogCursor.Lag> lag() throws SQLException {
        if (thread == null) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection()) {
            return Optional.of(SyslogCursor.lag(connection, config.receiver().orElseThrow()));
        }
    }

    private void run(SyslogReceiver receiver, LineFormat format) {
        try {
            boolean failing = false;
            while (!stopped.await(failing ? wait.toMillis() : 0, TimeUnit.MILLISECONDS)) {
                String cause = attempt(receiver, format);
                if (!failing && !cause.isEmpty()) {
                    // Said once; the health check says how long it lasts.
                    LOG.warnf("the audit log does not reach the syslog receiver: %s", cause);
                }
                wait = failing ? doubled(wait) : config.retryAfter();
                failing = !cause.isEmpty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Feeds until something breaks.
     *
     * @return what; empty if the feed was stopped
     */
    private String attempt(SyslogReceiver receiver, LineFormat format) throws InterruptedException {
        try {
            feed(receiver, format);
            return "";
        } catch (SQLException e) {
            // PostgreSQL's messages can quote values.
            return "SQL state " + e.getSQLState();
        } catch (IOException | UncheckedIOException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private void feed(SyslogReceiver receiver, LineFormat format)
            throws SQLException, IOException, InterruptedException {
        String place = config.receiver().orElseThrow();
        try (Connection turn = database.getConnection();
                Undo _ = Undo.begin(turn)) {
            while (!Turn.SYSLOG.take(turn, place.hashCode())) {
                if (stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            try (SyslogConnection connection = receiver.connect()) {
                String origin = checkpoints.signer().key().name();
                var outgoing = new OutgoingEntries(origin, config.personal(), patients);
                var sending = new SyslogSending(connection, format, outgoing, config.settle());
                feed(place, sending);
            }
        }
    }

    private void feed(String place, SyslogSending sending)
            throws SQLException, IOException, InterruptedException {
        try (Connection connection = database.getConnection()) {
            long sent = SyslogCursor.read(connection, place);
            boolean more = false;
            while (!stopped.await(more ? 0 : LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                long settled = sending.settled();
                if (settled > 0) {
                    SyslogCursor.advance(connection, place, settled);
                }
                long last = sending.send(after(connection, sent));
                more = last > sent;
                sent = Math.max(sent, last);
            }
        }
    }

    private ExportedEntries after(Connection connection, long sequence) {
        return ExportedEntries.after(connection, sequence, config.personal() ? disclosures : null);
    }

    private static Duration doubled(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
    }

    private static LineFormat format(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "cef" -> LineFormat.CEF;
            case "atna" -> LineFormat.ATNA;
            default -> throw new IllegalStateException("carrel.audit.syslog.format is cef or atna");
        };
    }

    private static SSLContext trust(SyslogConfig config) {
        if (config.trustStore().isEmpty() || config.trustStorePassword().isEmpty()) {
            throw new IllegalStateException(
                    "carrel.audit.syslog.trust-store and trust-store-password are not set");
        }
        var trusted =
                new TrustStores.Store(config.trustStore().get(), config.trustStorePassword().get());
        var own =
                config.keyStore()
                        .map(file ->
                                new TrustStores.Store(
                                        file, config.keyStorePassword().orElseThrow()))
                        .orElse(null);
        return TrustStores.context(trusted, own);
    }
}
