/**
 * Documents as they were handed in, and the text that was taken out of them.
 *
 * <p>{@link org.carrel.document.CollectionDocumentsResource} takes a file in: hashed, encrypted
 * under a key of its own by {@link org.carrel.document.DocumentFiles}, entered in PostgreSQL, and
 * announced as a {@link org.carrel.document.DocumentStored} in the same transaction. {@link
 * org.carrel.document.DocumentResource} gives it back. {@link org.carrel.document.Documents} is the
 * side of the indexing pipeline, which acts for nobody and decides no access.
 *
 * <p>Invariants: a row is committed only after its file is on disk; no plain byte of a document
 * lies outside {@code CARREL_HOME/work}; the same bytes are kept once in a collection; what a
 * caller may not read and what is not there give the same answer.
 */
@NullMarked
package org.carrel.document;

import org.jspecify.annotations.NullMarked;
