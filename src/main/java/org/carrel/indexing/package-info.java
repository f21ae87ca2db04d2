/**
 * Brings documents into the index, whatever happens meanwhile.
 *
 * <p>{@link org.carrel.indexing.Jobs} enters a job in the transaction that enters its document;
 * {@link org.carrel.indexing.WorkQueue} hands it to db-scheduler, whose table lies in the same
 * database; {@link org.carrel.indexing.Ingest} does the work: decrypt, extract in a child JVM, keep
 * the text, embed, replace in Lucene. {@link org.carrel.indexing.Reindex} makes a lost Lucene index
 * again from the stored text.
 *
 * <p>Invariants: what was acknowledged is finished by this server or the next; every item ends as
 * indexed, quarantined with a reason, or cancelled; a run that is no longer wanted changes nothing;
 * the index changes only while the item's row is held.
 */
@NullMarked
package org.carrel.indexing;

import org.jspecify.annotations.NullMarked;
