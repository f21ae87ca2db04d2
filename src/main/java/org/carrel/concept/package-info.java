/**
 * What contracts and clinical records speak of: clause types and sections of a chart, as lists that
 * a lawyer or a nurse can read and extend.
 *
 * <p>{@link org.carrel.concept.Concepts} says which concepts a question asks for and how plainly a
 * sentence or a heading expresses one. The lists are {@code contract.txt} and {@code clinical.txt}
 * beside this package's classes; the first describes their form.
 *
 * <p>Invariant: pure functions of their text. No index, model, clock or setting changes an answer.
 */
@NullMarked
package org.carrel.concept;

import org.jspecify.annotations.NullMarked;
