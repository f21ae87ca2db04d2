package org.carrel.document;

import java.util.UUID;

/** A version that was indexed and in whose place searches find a later one. */
public record Superseded(UUID documentId, int version) {}
