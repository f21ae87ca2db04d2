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

/** Gives the users of tests the token of a person who signed in at the browser. */
public final class SignIns {

    private SignIns() {}

    /** The session of a user's token here. */
    public static String session(String user) {
        return "session-of-" + user;
    }

    /** A sign-in that is fresh enough for everything. */
    @ApplicationScoped
    public static class JustNow implements SecurityIdentityAugmentor {
        @Override
        public Uni<SecurityIdentity> augment(
                SecurityIdentity identity, AuthenticationRequestContext context) {
            return signedIn(identity, Duration.ZERO);
        }
    }

    /** A sign-in whose session stands and that is not fresh. */
    @ApplicationScoped
    public static class AnHourAgo implements SecurityIdentityAugmentor {
        @Override
        public Uni<SecurityIdentity> augment(
                SecurityIdentity identity, AuthenticationRequestContext context) {
            return signedIn(identity, Duration.ofHours(1));
        }
    }

    /** A sign-in past the longest time of a session. */
    @ApplicationScoped
    public static class Yesterday implements SecurityIdentityAugmentor {
        @Override
        public Uni<SecurityIdentity> augment(
                SecurityIdentity identity, AuthenticationRequestContext context) {
            return signedIn(identity, Duration.ofDays(1));
        }
    }

    private static final Instant NOW = Instant.now();

    private static Uni<SecurityIdentity> signedIn(SecurityIdentity identity, Duration ago) {
        String user = identity.getPrincipal().getName();
        var claims = new JwtClaims();
        claims.setSubject(user);
        claims.setClaim("azp", "carrel-ui");
        claims.setClaim("scope", "openid profile");
        claims.setClaim("sid", session(user));
        claims.setClaim("auth_time", NOW.minus(ago).getEpochSecond());
        return Uni.createFrom()
                .item(
                        QuarkusSecurityIdentity.builder(identity)
                                .setPrincipal(new OidcJwtCallerPrincipal(claims, null))
                                .build());
    }
}
