package org.carrel.audit;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** How far the syslog receiver is behind. Not readiness: the log itself misses nothing. */
@Wellness
@ApplicationScoped
class SyslogHealth implements HealthCheck {

    private final SyslogFeed feed;
    private final SyslogConfig config;

    SyslogHealth(SyslogFeed feed, SyslogConfig config) {
        this.feed = feed;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder check = HealthCheckResponse.named("audit syslog");
        try {
            Optional<SyslogCursor.Lag> lag = feed.lag();
            if (lag.isEmpty()) {
                return check.up().withData("configured", false).build();
            }
            return check.status(lag.get().age().compareTo(config.lagLimit()) <= 0)
                    .withData("lagEntries", lag.get().entries())
                    .withData("lagSeconds", lag.get().age().toSeconds())
                    .build();
        } catch (SQLException e) {
            return check.down().build();
        }
    }
}
