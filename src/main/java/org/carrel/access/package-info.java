/**
 * Who is asking, and what they may read.
 *
 * <p>{@link org.carrel.access.Access} is the one place that decides. Its answers are types, {@link
 * org.carrel.access.ReadableCollections} for reading and {@link
 * org.carrel.access.WritableCollection} for adding, that only this package can build; every path to
 * a document takes one of them, so that code which forgot to ask does not compile.
 *
 * <p>Invariant: a collection that the caller may not see and one that is not there give the same
 * answer.
 */
@NullMarked
package org.carrel.access;

import org.jspecify.annotations.NullMarked;
