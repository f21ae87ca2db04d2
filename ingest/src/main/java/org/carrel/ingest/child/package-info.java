/**
 * The few classes of ours that run inside the extraction child, beside Tika's own {@code
 * PipesServer}, which is its main class.
 *
 * <p>{@link org.carrel.ingest.child.EmbeddedDepthLimit} bounds nesting; {@link
 * org.carrel.ingest.child.VisibleHtml} keeps what is needed to tell hidden markup from shown.
 *
 * <p>Invariant: nothing here holds a key, opens a connection or writes a file. Everything that
 * these classes touch is hostile.
 */
@NullMarked
package org.carrel.ingest.child;

import org.jspecify.annotations.NullMarked;
