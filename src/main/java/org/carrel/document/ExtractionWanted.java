package org.carrel.document;

import java.util.UUID;

/**
 * A version that was set aside can be tried again: what stood in the way is gone. Fired in the
 * transaction that takes it away.
 *
 * @param jobId the job that it came in with
 */
public record ExtractionWanted(UUID documentId, int version, UUID jobId) {

    static ExtractionWanted of(VersionEntity version) {
        return new ExtractionWanted(version.documentId, version.version, version.jobId);
    }
}
