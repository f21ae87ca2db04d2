/**
 * Every kind of file that has no reader of its own, by Apache Tika.
 *
 * <p>{@link org.carrel.ingest.tika.TikaReader} lets Tika write XHTML of a file and of the files
 * within it; {@code XhtmlReader} turns that into the canonical text. {@link
 * org.carrel.ingest.tika.EmbeddedDepthLimit} bounds nesting; {@link
 * org.carrel.ingest.tika.VisibleHtml} keeps what is needed to tell hidden markup from shown.
 *
 * <p>Invariant: runs in the extraction child alone. Nothing here holds a key, opens a connection or
 * starts a program; everything that these classes touch is hostile.
 */
@NullMarked
package org.carrel.ingest.tika;

import org.jspecify.annotations.NullMarked;
