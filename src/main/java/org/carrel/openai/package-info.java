/**
 * The calls of OpenAI's API that unmodified clients of it can make: chat completions, embeddings
 * and the list of models, under {@code /v1}.
 *
 * <p>{@link org.carrel.openai.ChatResource} takes a chat: {@code ChatWish} reads the request and
 * refuses what is not done here, {@code GroundedChat} answers from documents as {@code /api/v1/ask}
 * does, {@code UngroundedChat} has the language model answer alone. {@link
 * org.carrel.openai.EmbeddingsResource} makes vectors. The design is docs/adr/0036.
 *
 * <p>Invariants: no field of a request is passed over that would change the answer; a model answers
 * without documents only where the operator has switched it on, and the answer says so; every call
 * is recorded before its first byte leaves.
 */
@NullMarked
package org.carrel.openai;

import org.jspecify.annotations.NullMarked;
