/**
 * Pages as lines of placed words, between what reads a page and the canonical text.
 *
 * <p>A reader (PDF, pictures) gathers every page of a file into {@link
 * org.carrel.ingest.layout.PageLayout}s; {@link org.carrel.ingest.layout.LayoutWriter} then writes
 * them all. Two things can only be known with every page at hand: which lines are running heads and
 * feet, and whether the hyphen at a line's end belongs to the word.
 *
 * <p>Invariant: each word is written at its line's place with its own box, whatever is joined or
 * set aside; no line is dropped here.
 */
@NullMarked
package org.carrel.ingest.layout;

import org.jspecify.annotations.NullMarked;
