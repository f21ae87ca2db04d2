/**
 * What a token grants beside the roles of its owner.
 *
 * <p>Roles are a person's. A token of another client than the browser's acts for a system, and may
 * do only what its {@code scope} claim names; {@link org.carrel.grant.Calls} says which scope each
 * call takes. A call that does much harm in the wrong hands takes a fresh sign-in: it is marked
 * {@link org.carrel.grant.StepUp}.
 *
 * <p>Knows the token and no feature, so that every feature can mark its calls.
 *
 * <p>Invariant: a call that the table does not know is open to no system.
 */
@NullMarked
package org.carrel.grant;

import org.jspecify.annotations.NullMarked;
