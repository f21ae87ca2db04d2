package org.carrel.grant;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonNumber;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads the token of the current request. */
@ApplicationScoped
public class Bearers {

    private final CurrentIdentityAssociation identities;
    private final GrantConfig config;

    Bearers(CurrentIdentityAssociation identities, GrantConfig config) {
        this.identities = identities;
        this.config = config;
    }

    /** Empty where no token was sent, or none that is accepted. */
    public Uni<Optional<Bearer>> current() {
        return identities
                .getDeferredIdentity()
                .map(identity -> Optional.ofNullable(of(identity.getPrincipal())))
                // A call that takes a token was refused before; the others take no notice of it.
                .onFailure()
                .recoverWithItem(Optional::empty);
    }

    private @Nullable Bearer of(Principal principal) {
        if (!(principal instanceof JsonWebToken token)) {
            return null;
        }
        return new Bearer(
                principal.getName(),
                config.personClients().contains(text(token, "azp")),
                text(token, "scope"),
                text(token, "sid"),
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
