/**
 * The Merkle tree over a log's entries, hashed as RFC 9162, section 2.1, says.
 *
 * <p>{@link org.carrel.compliance.tree.Frontier} is what a writer keeps: it appends a leaf and
 * knows the root, in some twenty hashes for a million leaves. {@link
 * org.carrel.compliance.tree.Tree} answers for any earlier size out of stored hashes. {@link
 * org.carrel.compliance.tree.Proofs} checks what it proves and needs neither.
 *
 * <p>Invariant: what is stored are hashes of complete subtrees alone, and those never change; a
 * root of whatever size follows from them.
 */
@NullMarked
package org.carrel.compliance.tree;

import org.jspecify.annotations.NullMarked;
