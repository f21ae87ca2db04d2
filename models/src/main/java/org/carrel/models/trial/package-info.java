/**
 * A model on trial: {@link org.carrel.models.trial.Trial}, a program that has a model write to
 * prompts, so that what it writes can be judged before it answers anybody. It judges nothing.
 *
 * <p>Invariant: it runs in a process of its own, see {@code org.carrel.models.child}; no prompt and
 * no text of the model is in what it says of a failure.
 */
@NullMarked
package org.carrel.models.trial;

import org.jspecify.annotations.NullMarked;
