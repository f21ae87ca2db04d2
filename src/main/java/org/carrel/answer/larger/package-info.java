/**
 * A larger language model on the customer's own network, behind the protocol of OpenAI's chat
 * completions: the last step of a question's route, off unless an address is set.
 *
 * <p>{@link org.carrel.answer.larger.LargerModel} opens it at start. {@code InternalAddress}
 * decides whether it may be spoken to at all, {@code RemoteModel} speaks, {@code ChatEvents} reads
 * what comes back.
 *
 * <p>Invariants: nothing is sent to a host and port that the operator has not listed, nor to a
 * public address behind a listed name, nor where a redirect points; what comes back is bounded in
 * bytes and time; neither the key nor a prompt nor an answer is logged or put into an error
 * message.
 */
@NullMarked
package org.carrel.answer.larger;

import org.jspecify.annotations.NullMarked;
