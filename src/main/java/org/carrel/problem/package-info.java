/**
 * How Carrel says no: RFC 9457 problem documents.
 *
 * <p>A feature throws a {@link org.carrel.problem.ProblemException} made by one of {@link
 * org.carrel.problem.Problems}; the mappers here turn that and every other exception into {@code
 * application/problem+json} with a stable type, a title, a status and the trace id that also stands
 * in the server's log.
 *
 * <p>Invariant: no problem carries text of a document, a stack trace or a path. What a caller may
 * not see and what is not there answer the same 404.
 */
@NullMarked
package org.carrel.problem;

import org.jspecify.annotations.NullMarked;
