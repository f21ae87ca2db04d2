package org.carrel.metadata;

import java.util.UUID;

/** A person's word about a document changed what counts; fired inside the transaction. */
public record MetadataChanged(UUID document) {}
