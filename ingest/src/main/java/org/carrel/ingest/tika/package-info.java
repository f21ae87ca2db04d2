/**
 * Reads every kind of file that has no reader of its own: office files, web pages, mails, archives,
 * tables, plain text.
 *
 * <p>Start at {@link org.carrel.ingest.tika.TikaReader}. Tika's parsers tell what they find as
 * XHTML events, which {@link org.carrel.ingest.tika.XhtmlReader} writes into the transcript; files
 * within the file are attached by {@link org.carrel.ingest.tika.EmbeddedFiles} and never parsed
 * here.
 *
 * <p>Invariant: nothing is left out in silence. A container that breaks off is refused as a whole;
 * an entry that is locked or cannot be unpacked is named in the text. A name from a file is shown,
 * never used as a path.
 */
@NullMarked
package org.carrel.ingest.tika;

import org.jspecify.annotations.NullMarked;
