package org.carrel.indexing;

import java.util.Optional;
import org.carrel.ingest.describe.Description;
import org.carrel.ingest.likeness.Signature;

/**
 * What is found out about a version beside its passages.
 *
 * @param signature empty for a text without words
 */
record Findings(Description description, Optional<Signature> signature) {}
