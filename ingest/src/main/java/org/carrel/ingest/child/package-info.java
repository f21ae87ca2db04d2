/**
 * The extraction child: a JVM of its own that reads one file after the other.
 *
 * <p>{@link org.carrel.ingest.child.ExtractionChild} is its main class: it takes requests from
 * standard input, lets the first of the {@link org.carrel.ingest.child.Readers} that knows the
 * file's kind read it, and answers on standard output. {@link org.carrel.ingest.child.Causes} tells
 * a reader's failures apart.
 *
 * <p>Invariant: nothing here holds a key or opens a connection. Everything that these classes touch
 * is hostile; what they answer is checked on the other side, as if they had been taken over.
 */
@NullMarked
package org.carrel.ingest.child;

import org.jspecify.annotations.NullMarked;
