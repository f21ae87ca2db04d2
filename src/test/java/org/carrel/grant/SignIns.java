package org.carrel.grant;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;

/**
 * Gives users of tests a token: a person's, who signed in at the browser so long {@link #AGO}, or
 * that of a system whose {@link #CLIENT} is named, with a {@link #SCOPE}. Other users have none.
 */
@ApplicationScoped
public class SignIns implements SecurityIdentityAugmentor {

    /** Attribute of a person: how long ago they signed in, in ISO 8601. */
    public static final String AGO = "ago";

    /** Attribute of a system: the client that its token was given to. */
    public static final String CLIENT = "client";

    /** Attribute of a system: the token's scope. */
    public static final String SCOPE = "scope";

    /** For {@link #AGO}: fresh enough for everything. */
    public static final String JUST_NOW = "PT0S";

    private static final Instant NOW = Instant.now();

    /** After those of the server, which take roles from tokens. */
    @Override
    public int priority() {
        return -1;
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        String ago = identity.getAttribute(AGO);
        String client = identity.getAttribute(CLIENT);
        if (ago == null && client == null) {
            return Uni.createFrom().item(identity);
        }
        String user = identity.getPrincipal().getName();
        var claims = new JwtClaims();
        claims.setSubject(user);
        if (ago != null) {
            claims.setClaim("azp", "carrel-ui");
            claims.setClaim("sid", "session-of-" + user);
            claims.setClaim("auth_time", NOW.minus(Duration.parse(ago)).getEpochSecond());
        } else if (!client.isEmpty()) {
            claims.setClaim("azp", client);
        }
        String scope = identity.getAttribute(SCOPE);
        claims.setClaim("scope", scope == null ? "openid profile" : scope);
        return Uni.createFrom()
                .item(
                        QuarkusSecurityIdentity.builder(identity)
                                .setPrincipal(new OidcJwtCallerPrincipal(claims, null))
                                .build());
    }
}
