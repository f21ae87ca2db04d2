/**
 * What passes between the server and the extraction child: requests on the child's standard input,
 * events and outcomes on its standard output.
 *
 * <p>{@link org.carrel.ingest.wire.WireRequest} goes in, {@link org.carrel.ingest.wire.WireEvent}s
 * come out; {@link org.carrel.ingest.wire.WireInput} and {@link org.carrel.ingest.wire.WireOutput}
 * know the form of single values. No class is named in the bytes and none is loaded by them.
 *
 * <p>Invariant: a child may have been taken over by the file that it read. Whatever bytes it sends,
 * reading them ends in values that keep their contracts (every range lies in the text, no control
 * characters, counts within their bounds) or in a {@link
 * org.carrel.ingest.wire.MalformedWireException}, and allocates no more than was sent.
 */
@NullMarked
package org.carrel.ingest.wire;

import org.jspecify.annotations.NullMarked;
