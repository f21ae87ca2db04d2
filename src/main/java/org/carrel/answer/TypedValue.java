package org.carrel.answer;

/**
 * A value of the kind that a question asks for, as it stands in a citation.
 *
 * @param text the part of the citation's quote that holds it, exactly
 * @param normalized in one spelling whatever the quote's, such as {@code 2031-05-04} or {@code USD
 *     5000.00}; see {@link AnswerKind}
 * @param citation index from 0 into the evidence's citations
 */
record TypedValue(AnswerKind kind, String text, String normalized, int citation) {}
