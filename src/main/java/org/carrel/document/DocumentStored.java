package org.carrel.document;

import java.util.UUID;

/**
 * A new document has come in. Fired in the transaction that enters it: what an observer writes is
 * committed with the document or not at all.
 *
 * @param jobId the job that was promised to the caller
 * @param by subject of the caller
 */
public record DocumentStored(UUID documentId, UUID collectionId, UUID jobId, String by) {}
