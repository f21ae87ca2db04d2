package org.carrel.signin;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a person's session still stands (45 CFR 164.312(a)(2)(iii)). Every call asks the
 * database, so that replicas agree and a sign-out holds everywhere at once; it is written to once a
 * minute a session at most.
 */
@ApplicationScoped
class Sessions {

    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    private final AgroalDataSource database;
    private final AuditLog audit;
    private final SigninConfig config;

    Sessions(AgroalDataSource database, AuditLog audit, SigninConfig config) {
        this.database = database;
        this.audit = audit;
        this.config = config;
    }

    /**
     * A session since one sign-in.
     *
     * @param subject of the token, for the audit log
     * @param id the token's {@code sid}
     */
    record Session(String subject, String id, Instant signedIn) {}

    /**
     * Counts a call of the session.
     *
     * @param background whether the call was made without the person, so that it keeps nothing
     *     alive
     * @return why the session has ended; null while it stands
     */
    @Nullable Ending seen(Session session, boolean background) {
        Instant now = Instant.now();
        if (session.signedIn().plus(config.sessionLongest()).isBefore(now)) {
            end(session, Ending.LONGEST);
            return Ending.LONGEST;
        }
        try (var connection = database.getConnection()) {
            var rows = new SessionRows(connection);
            SessionRows.Row row = rows.find(session);
            if (row == null) {
                rows.begin(session, now);
                rows.forgetBefore(now.minus(config.sessionLongest()).minus(Duration.ofDays(1)));
                return null;
            }
            if (row.ended()) {
                return Ending.SIGNED_OUT;
            }
            Instant written = row.lastSeen();
            if (written.plus(WRITTEN_EVERY).plus(config.sessionIdle()).isBefore(now)) {
                end(session, Ending.IDLE);
                return Ending.IDLE;
            }
            if (!background && written.plus(WRITTEN_EVERY).isBefore(now)) {
                rows.touch(session, now);
            }
            return null;
        } catch (SQLException e) {
            throw Problems.unavailable("Sessions cannot be looked up, so nothing was done.");
        }
    }

    /** Ends a session and records it, if it stands. */
    void end(Session session, Ending ending) {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    try (var connection = database.getConnection()) {
                        if (new SessionRows(connection).end(session, Instant.now())) {
                            audit.record(event(session, ending));
                        }
                    } catch (SQLException e) {
                        throw Problems.unavailable("Sessions cannot be ended at the moment.");
                    }
                });
    }

    private static AuditEvent event(Session session, Ending ending) {
        String reason = ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new AuditEvent(
                Instant.now(),
                session.subject(),
                "signin.end",
                Outcome.SUCCESS,
                null,
                null,
                null,
                Map.of("reason", reason));
    }
}
