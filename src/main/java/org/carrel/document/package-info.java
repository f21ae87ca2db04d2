/**
 * Documents as they were handed in, and the text that was taken out of them.
 *
 * <p>{@link org.carrel.document.Uploads} takes a file in and {@link
 * org.carrel.document.Attachments} what is found within it; {@link org.carrel.document.Intake}
 * hashes, encrypts under the document's own key ({@link org.carrel.document.DocumentFiles}), enters
 * it in PostgreSQL as a new document or the next version of one, and announces a {@link
 * org.carrel.document.DocumentStored} in the same transaction. {@link
 * org.carrel.document.DocumentResource} gives it back. {@link org.carrel.document.Documents} is the
 * side of the indexing pipeline, which decides no access.
 *
 * <p>Invariants: a row is committed only after its file is on disk; no plain byte of a document
 * lies outside {@code CARREL_HOME/work}; the same bytes are kept once in a collection; a version
 * never changes its bytes; what a caller may not read and what is not there give the same answer.
 */
@NullMarked
package org.carrel.document;

import org.jspecify.annotations.NullMarked;
