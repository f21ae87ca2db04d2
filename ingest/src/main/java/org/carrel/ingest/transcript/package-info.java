/**
 * What a reader of a format writes into.
 *
 * <p>A {@link org.carrel.ingest.transcript.DocumentReader} knows one kind of file; it writes words,
 * pages, headings and attachments into a {@link org.carrel.ingest.transcript.Transcript}, whose
 * {@link org.carrel.ingest.transcript.TextBuilder} makes the canonical text. All of it runs in the
 * extraction child.
 *
 * <p>Invariant: an offset that was taken never moves, and whatever is written, the text keeps to
 * its canonical form and its bound.
 */
@NullMarked
package org.carrel.ingest.transcript;

import org.jspecify.annotations.NullMarked;
