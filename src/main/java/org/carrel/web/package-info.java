/**
 * The one origin: what a browser needs besides the API.
 *
 * <p>{@link org.carrel.web.WebRoutes} passes {@code /auth} on to Keycloak, so that the sign-in
 * pages come from the same address as the UI, and answers every page address of the UI with its one
 * HTML file. {@link org.carrel.web.ConfigResource} tells the UI where to sign in.
 *
 * <p>Invariant: of Keycloak only the pages and endpoints of the realm {@code carrel} are reachable
 * from here; its administration is not.
 */
@NullMarked
package org.carrel.web;

import org.jspecify.annotations.NullMarked;
