/**
 * What a word of a contract or a clinical note means beyond its letters.
 *
 * <p>{@link org.carrel.search.terms.TextAnalyzer} makes the terms of running text. {@link
 * org.carrel.search.terms.Identifiers} finds by rules what is written in many ways and means one
 * thing: clause numbers, dates, amounts, doses, record numbers, hyphenated forms; {@link
 * org.carrel.search.terms.Headings} which clause a passage is. {@link
 * org.carrel.search.terms.Abbreviations} reads the lists of short forms.
 *
 * <p>Invariant: what is found in a text and what is found in a question go through the same rules,
 * so two ways of writing a thing meet or miss each other in both.
 */
@NullMarked
package org.carrel.search.terms;

import org.jspecify.annotations.NullMarked;
