package org.carrel.document;

import java.util.UUID;

/**
 * A new version of a document has come in; for a new document, its first. Fired in the transaction
 * that enters it: what an observer writes is committed with the version or not at all.
 *
 * @param jobId the job that was promised to the caller, or that of the container in which the file
 *     was found, which exists already
 * @param by subject of the caller
 */
public record DocumentStored(
        UUID documentId, int version, UUID collectionId, UUID jobId, String by) {}
