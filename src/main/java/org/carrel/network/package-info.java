/**
 * Where the server may connect to besides its database and identity provider: nowhere, unless the
 * operator lists it. {@link org.carrel.network.AllowList} is asked by whoever opens such a
 * connection: the larger model and the syslog feed. Knows no feature.
 *
 * <p>Invariant: a name that is listed and leads to a public address that is not, is refused.
 */
@NullMarked
package org.carrel.network;

import org.jspecify.annotations.NullMarked;
