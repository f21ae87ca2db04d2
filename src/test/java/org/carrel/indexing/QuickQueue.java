package org.carrel.indexing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Shorter waits than a server needs, so that tests of retries and dead servers are short. */
public class QuickQueue implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "carrel.indexing.polling-interval", "200ms",
                "carrel.indexing.heartbeat-interval", "500ms",
                "carrel.indexing.retry-delay", "100ms");
    }

    @Override
    public void stop() {}
}
