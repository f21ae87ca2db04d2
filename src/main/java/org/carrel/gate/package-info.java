/**
 * Whether a model may take over from the one that answers.
 *
 * <p>{@link org.carrel.gate.Evaluations} has both answer the same questions over the same evidence
 * and counts; {@link org.carrel.gate.Policy} says what the counts mean; {@link
 * org.carrel.gate.ActiveResource} lets a model take over that has passed, or that a person
 * overrides the gate for. The design is docs/adr/0035.
 *
 * <p>Invariant: a model takes over only on an evaluation against the model that answers now, or on
 * a person's recorded reason.
 */
@NullMarked
package org.carrel.gate;

import org.jspecify.annotations.NullMarked;
