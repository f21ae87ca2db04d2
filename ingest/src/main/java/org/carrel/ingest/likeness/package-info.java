/**
 * Tells how alike two texts are without keeping either.
 *
 * <p>{@link org.carrel.ingest.likeness.MinHash} makes a {@link
 * org.carrel.ingest.likeness.Signature} of a text: 128 numbers whose agreement with another text's
 * estimates the share of runs of five words that both have (Broder, "On the resemblance and
 * containment of documents", 1997).
 *
 * <p>Invariant: without its key a signature tells nothing about a text: not whether it holds a
 * guessed sentence, nor whether it is like a text under another key.
 */
@NullMarked
package org.carrel.ingest.likeness;

import org.jspecify.annotations.NullMarked;
