package org.carrel.indexing;

import io.agroal.api.AgroalDataSource;
import java.util.UUID;

/** What waits in the queue. */
final class Queued {

    private Queued() {}

    /** Waits until no reindexing of the document, in any version, is queued or at work. */
    static void awaitNone(AgroalDataSource database, UUID document) throws Exception {
        long deadline = System.nanoTime() + 60_000_000_000L;
        try (var connection = database.getConnection();
                var waiting =
                        connection.prepareStatement(
                                "select 1 from scheduled_tasks where task_instance like ?")) {
            waiting.setString(1, document + "%");
            while (System.nanoTime() < deadline) {
                try (var found = waiting.executeQuery()) {
                    if (!found.next()) {
                        return;
                    }
                }
                Thread.sleep(20);
            }
        }
        throw new AssertionError("still queued");
    }
}
