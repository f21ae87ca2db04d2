/**
 * From a question to an answer whose every sentence shows what it rests on.
 *
 * <p>{@link org.carrel.answer.AskResource} takes the question, {@code Answering} leads it through:
 * {@code FollowUp} makes it stand alone, {@code EvidenceFinder} picks the sentences that may answer
 * it out of the passages that {@link org.carrel.search.Search} found, {@code AnswerRecords} records
 * them, {@code Writing} has the language model word them, and {@code SentenceCheck} holds each
 * written sentence against its evidence. {@link org.carrel.answer.AnswerResource} shows later what
 * an answer was made from.
 *
 * <p>Invariants: a citation's quote is the extracted text at its range, character for character;
 * what was shown is recorded before its first byte leaves; a written sentence that the evidence
 * does not carry is not sent, or marked.
 */
@NullMarked
package org.carrel.answer;

import org.jspecify.annotations.NullMarked;
