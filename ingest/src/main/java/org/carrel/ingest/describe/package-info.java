/**
 * What a document is: guesses that a person may correct.
 *
 * <p>{@link org.carrel.ingest.describe.Describer} looks at the text that an extraction gave and
 * makes a {@link org.carrel.ingest.describe.Description}: type, date, parties, patient and
 * language, each with a confidence and, where it stands in the text, its place. The phrases that
 * tell types and dates are in {@code types.txt} and {@code dates.txt} beside the classes, for an
 * operator to read.
 *
 * <p>Invariants: the same text gives the same guesses; the work is bounded by the length of the
 * text, whatever stands in it (no pattern here repeats without a bound); nothing is invented: a
 * guess is words of the document, of its file or of its structured part.
 */
@NullMarked
package org.carrel.ingest.describe;

import org.jspecify.annotations.NullMarked;
