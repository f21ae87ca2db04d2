/**
 * What happens around signing in: how long a session lasts, how many calls one caller may make, and
 * what the identity provider saw.
 *
 * <p>{@code Sessions} ends the sessions of people after idle time and after a whole day's work,
 * whatever their tokens say. {@code CallerLimit} and {@code AddressLimit} refuse more calls than
 * one caller, or one address before sign-in, may make. {@code IdentityEvents} takes sign-ins,
 * failures and changes of people from Keycloak into the audit log.
 *
 * <p>Invariant: an ended session does not come back; only a new sign-in begins another.
 */
@NullMarked
package org.carrel.signin;

import org.jspecify.annotations.NullMarked;
