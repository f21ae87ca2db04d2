/**
 * Running models in this JVM: Jlama's tensors and a forward pass of Carrel's own for sentences,
 * ONNX Runtime for vectors.
 *
 * <p>Start at {@link org.carrel.models.runtime.Models}, which opens both. A prompt walks: chat
 * template, tokens, a queue in which users take turns, one worker thread, what was read before of
 * the same beginning, chunks through {@link org.carrel.models.runtime.LlamaForward}, tokens back to
 * text.
 *
 * <p>Jlama 0.8.4 is the tensor engine. It multiplies weights in F32 and BF16, and those of 4 bits
 * where Carrel's own products, which read {@link org.carrel.models.packed.PackedForm} where the
 * file is mapped, and its own do not agree on this machine; docs/adr/0034 says why. What a token's
 * states are does not depend, to the last bit, on what is read with it: kept prompts and guessed
 * tokens change the time alone.
 *
 * <p>Invariants: text from a caller never becomes a control token and is never read as a template;
 * nothing here opens a connection; what was computed for a prompt meets another only within one
 * scope; no prompt or answer is logged or put into an error message.
 */
@NullMarked
package org.carrel.models.runtime;

import org.jspecify.annotations.NullMarked;
