package org.carrel.indexing;

import java.util.UUID;

/**
 * One try at bringing one version of a document in, as a person asked for it. Its name is that of
 * its task in db-scheduler's table.
 *
 * @param number from 1; what belongs to an earlier one has no effect
 */
record Run(UUID jobId, UUID documentId, int version, int number) {

    String taskName() {
        return jobId + "/" + documentId + "/" + version + "/" + number;
    }

    static Run parse(String taskName) {
        String[] parts = taskName.split("/", -1);
        return new Run(
                UUID.fromString(parts[0]),
                UUID.fromString(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }
}
