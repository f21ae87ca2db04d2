/**
 * Running models in this JVM: Jlama for sentences, ONNX Runtime for vectors.
 *
 * <p>Start at {@link org.carrel.models.runtime.Models}, which opens both. A prompt walks: chat
 * template, tokens, a queue, one worker thread, chunks through Jlama, one token at a time back to
 * text.
 *
 * <p>Jlama 0.8.4 is used as a tensor engine only, around faults that were measured: it shares no
 * model between threads, takes prompts in rows of five, refuses sizes that are not multiples of
 * 128, and never writes a key/value page to disk.
 *
 * <p>Invariants: text from a caller never becomes a control token and is never read as a template;
 * nothing here opens a connection; no prompt or answer is logged or put into an error message.
 */
@NullMarked
package org.carrel.models.runtime;

import org.jspecify.annotations.NullMarked;
