/**
 * The form in which 4-bit weights are stored and multiplied.
 *
 * <p>{@link org.carrel.models.packed.PackedForm} is all of it: the import writes it, the runtime
 * maps it and reads it in order. Invariant: it knows neither of them, and a change of the form is a
 * new name of the form.
 */
@NullMarked
package org.carrel.models.packed;

import org.jspecify.annotations.NullMarked;
