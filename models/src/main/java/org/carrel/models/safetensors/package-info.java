/**
 * Reads weights in the safetensors container: eight bytes with the header's length, the header
 * (JSON: name, type, shape and place of each tensor), then the tensors one after the other.
 *
 * <p>{@link org.carrel.models.safetensors.SafetensorsFile} opens a file and gives its tensors a row
 * at a time, so that a file larger than the memory can be read.
 *
 * <p>Invariant: a file is hostile until it is read. Its tensors fill it exactly, in any order but
 * without a gap or an overlap, and every size is checked against a fixed bound and the file before
 * anything is allocated; what does not fit ends in a {@link
 * org.carrel.models.safetensors.SafetensorsFormatException} that names what is wrong.
 */
@NullMarked
package org.carrel.models.safetensors;

import org.jspecify.annotations.NullMarked;
