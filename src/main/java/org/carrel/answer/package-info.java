/**
 * From a question to an answer whose every sentence shows what it rests on.
 *
 * <p>{@link org.carrel.answer.AskResource} takes the question; {@code EvidenceFinder} picks the
 * sentences that may answer it out of the passages that {@link org.carrel.search.Search} found;
 * {@code Answering} puts them to the language model, or shows them as they are; {@code
 * SentenceCheck} holds each written sentence against its evidence.
 *
 * <p>Invariants: a citation's quote is the extracted text at its range, character for character;
 * what was shown is in the audit log before its first byte leaves; a written sentence that the
 * evidence does not carry is marked, and never stands alone.
 */
@NullMarked
package org.carrel.answer;

import org.jspecify.annotations.NullMarked;
