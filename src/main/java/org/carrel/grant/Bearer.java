package org.carrel.grant;

import jakarta.json.JsonNumber;
import java.security.Principal;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * What the caller's token says of itself, after its signature was checked.
 *
 * @param client that it was given to (claim {@code azp}, OpenID Connect Core, section 2)
 * @param scope values separated by spaces
 * @param signedIn when a person last proved who they are (claim {@code auth_time}); null where none
 *     did
 * @param level that was reached then (claim {@code acr})
 */
record Bearer(String client, String scope, @Nullable Instant signedIn, String level) {

    /** Null where no token was sent: anonymous, or signed in by something other than a token. */
    static @Nullable Bearer of(Principal principal) {
        if (!(principal instanceof JsonWebToken token)) {
            return null;
        }
        return new Bearer(
                text(token, "azp"),
                text(token, "scope"),
                moment(token.getClaim("auth_time")),
                text(token, "acr"));
    }

    private static String text(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        return value == null ? "" : value.toString();
    }

    private static @Nullable Instant moment(@Nullable Object seconds) {
        return switch (seconds) {
            case null -> null;
            case JsonNumber number -> Instant.ofEpochSecond(number.longValue());
            case Number number -> Instant.ofEpochSecond(number.longValue());
            default -> null;
        };
    }
}
