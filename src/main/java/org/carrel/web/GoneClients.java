package org.carrel.web;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps the traces out of the log that Quarkus and Netty write when a client leaves a stream of
 * events. An event that is on its way then cannot be sent, which is no fault: what goes wrong in
 * the making of events is told otherwise.
 */
@ApplicationScoped
class GoneClients {

    private static final String FAILED_TWICE =
            "Failed to mark a promise as failure because it has failed already";

    // Held, so that they are not made anew without the filter.
    private final List<Logger> loggers =
            List.of(
                    Logger.getLogger(
                            "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler"),
                    Logger.getLogger("io.netty.channel.AbstractChannelHandlerContext"));

    void start(@Observes StartupEvent event) {
        loggers.forEach(logger -> logger.setFilter(GoneClients::isFault));
    }

    static boolean isFault(LogRecord entry) {
        return !(entry.getThrown() instanceof IOException)
                && !String.valueOf(entry.getMessage()).startsWith(FAILED_TWICE);
    }
}
