package org.carrel.compliance.note;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signature that holds.
 *
 * @param key that made it
 * @param time when a witness says that it signed; null for a log's own signature, which says none
 */
public record Verified(VerifierKey key, @Nullable Instant time) {}
