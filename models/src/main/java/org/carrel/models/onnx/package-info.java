/**
 * Looks into ONNX models before ONNX Runtime does.
 *
 * <p>{@link org.carrel.models.onnx.OnnxFile} walks a file's messages and says what it is made of.
 *
 * <p>Invariant: what passes is one file that needs no other. ONNX lets a tensor name any file of
 * the disk as its data, and a node any operator of a library to be loaded; both are refused here,
 * since the runtime would open them. A file is hostile until it is read: every length is checked
 * against the message that it is in.
 */
@NullMarked
package org.carrel.models.onnx;

import org.jspecify.annotations.NullMarked;
