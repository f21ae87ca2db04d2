/**
 * Collections, and who is let into them: members with a reason and an end, ethical walls, emergency
 * access with its review, and enclosures, in which restricted documents lie.
 *
 * <p>What is written here is read by {@link org.carrel.access.Access} alone, at each call, which
 * decides by it. This package decides nothing and opens no document.
 *
 * <p>Invariants: a collection keeps a steward; whatever is granted or taken away is recorded in the
 * same transaction; nobody reviews their own emergency.
 */
@NullMarked
package org.carrel.collection;

import org.jspecify.annotations.NullMarked;
