package org.carrel.grant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the caller's token says of itself, after its signature was checked.
 *
 * @param subject whose it is (claim {@code sub})
 * @param isPersons whether it was given to somebody at a browser; else it is a system's
 * @param scope values separated by spaces
 * @param session at the identity provider (claim {@code sid}, OpenID Connect Front-Channel Logout,
 *     section 3); empty where there is none
 * @param signedIn when a person last proved who they are (claim {@code auth_time}, OpenID Connect
 *     Core, section 2); null where none did
 * @param level that was reached then (claim {@code acr})
 */
public record Bearer(
        String subject,
        boolean isPersons,
        String scope,
        String session,
        @Nullable Instant signedIn,
        String level) {}
