/**
 * Finds passages.
 *
 * <p>One Lucene index a collection, under {@code CARREL_HOME/indexes}, and beside it one of the
 * versions that were superseded, opened only for a search over all versions. {@link
 * org.carrel.search.PassageIndex} writes them, {@link org.carrel.search.Search} reads them: the
 * documents that the question names, then BM25 and nearest vectors in them, fused.
 *
 * <p>Invariant: a search opens only the indexes that its {@link
 * org.carrel.access.ReadableCollections} names, so that what a caller may not read changes nothing
 * for them: no hit, order, score or count.
 */
@NullMarked
package org.carrel.search;

import org.jspecify.annotations.NullMarked;
