package org.carrel.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.problem.ProblemException;
import org.carrel.problem.Problems;
import org.jboss.logging.Logger;

/**
 * Takes sign-ins, failures and changes of people from Keycloak into the audit log, each once. An
 * event is marked as taken in the transaction that records it; each look goes back a little behind
 * the newest, because Keycloak may commit an event after a later one.
 */
@ApplicationScoped
class IdentityEvents {

    private static final Logger LOG = Logger.getLogger(IdentityEvents.class);
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final AgroalDataSource database;
    private final AuditLog audit;
    private final SigninConfig config;
    private final EventSource source;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("identity-events").factory());
    private boolean failing;

    IdentityEvents(AgroalDataSource database, AuditLog audit, SigninConfig config) {
        this.database = database;
        this.audit = audit;
        this.config = config;
        this.source = new EventSource(config);
    }

    void start(@Observes StartupEvent event) {
        if (!Files.exists(config.eventsSecret())) {
            LOG.infof("no %s: sign-ins stay in Keycloak's own log", config.eventsSecret());
            return;
        }
        long every = config.eventsEvery().toMillis();
        clock.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
        source.close();
    }

    private void look() {
        try {
            for (EventKind kind : EventKind.values()) {
                take(kind);
            }
            failing = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | SQLException | RuntimeException e) {
            // Once, not every few seconds; the next look begins where this one ended.
            if (!failing) {
                LOG.warnf("Keycloak's events cannot be taken in: %s", cause(e));
            }
            failing = true;
        }
    }

    /** Takes in what is new of a kind. */
    void take(EventKind kind) throws IOException, InterruptedException, SQLException {
        Instant reached = reached(kind);
        Instant from = reached.equals(Instant.EPOCH) ? reached : reached.minus(OVERLAP);
        int skipped = 0;
        List<JsonNode> page;
        do {
            page = source.page(kind, from, skipped);
            for (JsonNode seen : page) {
                IdentityEvent event = kind.read(seen);
                record(kind, event);
                reached = event.at().isAfter(reached) ? event.at() : reached;
            }
            skipped += page.size();
        } while (page.size() == EventSource.PAGE);
        reach(kind, reached);
    }

    private void record(EventKind kind, IdentityEvent event) {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    try (var connection = database.getConnection()) {
                        if (!new EventRows(connection).take(kind, event)) {
                            return;
                        }
                        if (!event.endedSession().isEmpty()) {
                            new SessionRows(connection).endAll(event.endedSession(), Instant.now());
                        }
                        audit.record(event.event(), event.personal().toArray(Personal[]::new));
                    } catch (SQLException e) {
                        throw Problems.unavailable("The database does not answer.");
                    }
                });
    }

    private Instant reached(EventKind kind) throws SQLException {
        try (var connection = database.getConnection()) {
            return new EventRows(connection).reached(kind);
        }
    }

    private void reach(EventKind kind, Instant reached) throws SQLException {
        try (var connection = database.getConnection()) {
            EventRows rows = new EventRows(connection);
            rows.reach(kind, reached);
            rows.forgetBefore(kind, reached.minus(OVERLAP.multipliedBy(2)));
        }
    }

    /** What an operator can act on; PostgreSQL's own messages can quote values. */
    private static String cause(Exception failure) {
        return failure instanceof IOException || failure instanceof ProblemException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName();
    }
}
