package org.carrel.audit;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether what is recorded gets its place in the log, and the log its signatures. Not readiness:
 * recording goes on without, and to stop answering would help nobody.
 */
@Wellness
@ApplicationScoped
class SequencingHealth implements HealthCheck {

    private final Sequencer sequencer;
    private final Sequencing sequencing;
    private final AuditConfig config;

    SequencingHealth(Sequencer sequencer, Sequencing sequencing, AuditConfig config) {
        this.sequencer = sequencer;
        this.sequencing = sequencing;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder check = HealthCheckResponse.named("audit log");
        try {
            Duration backlog = sequencer.backlog();
            return check.status(
                            backlog.compareTo(config.backlogLimit()) <= 0
                                    && !sequencing.isFailingToSign())
                    .withData("backlogSeconds", backlog.toSeconds())
                    .withData("signing", !sequencing.isFailingToSign())
                    .build();
        } catch (SQLException e) {
            return check.down().build();
        }
    }
}
