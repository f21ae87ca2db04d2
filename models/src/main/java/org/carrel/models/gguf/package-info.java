/**
 * Reads models in the GGUF container, which is how small language models are handed around.
 *
 * <p>{@link org.carrel.models.gguf.GgufFile} maps a file and gives its metadata and its tensors;
 * {@link org.carrel.models.gguf.TensorType} turns the packed blocks of a tensor into plain floats,
 * a row at a time, so that a file larger than the memory can be read.
 *
 * <p>Invariant: a file is hostile until it is read. Every length and offset is checked against the
 * file's size and a fixed bound before anything is allocated or touched, and what does not fit ends
 * in a {@link org.carrel.models.gguf.GgufFormatException} that names what is wrong. This package
 * knows nothing about where the numbers go.
 */
@NullMarked
package org.carrel.models.gguf;

import org.jspecify.annotations.NullMarked;
