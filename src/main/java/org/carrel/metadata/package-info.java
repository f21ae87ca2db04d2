/**
 * What a document is, as the machine guesses and as a person says.
 *
 * <p>{@link org.carrel.metadata.Metadata} enters the guesses that indexing makes, and keeps a
 * person's words beside them; {@link org.carrel.metadata.MetadataResource} shows both and takes the
 * words. What counts, the word or else the guess, is written to the document's row too, where lists
 * filter by it.
 *
 * <p>Invariants: a guess never changes a word, and a word never changes a guess: to take it back is
 * to return to the guess; both change only while the document's row is held; the audit log names
 * the field and never the value, which may be a patient's name.
 */
@NullMarked
package org.carrel.metadata;

import org.jspecify.annotations.NullMarked;
