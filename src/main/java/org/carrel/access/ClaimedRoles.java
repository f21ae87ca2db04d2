package org.carrel.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Gives a caller those roles of Carrel that the configuration names for the claims of their token,
 * and no other role.
 */
@ApplicationScoped
class ClaimedRoles implements SecurityIdentityAugmentor {

    /** Where an identity keeps its groups: a set of strings. */
    static final String GROUPS = "groups";

    private final List<String> claims;
    private final String groupClaim;
    private final Map<String, List<String>> roles;

    ClaimedRoles(AccessConfig config) {
        this.claims = config.claims();
        this.groupClaim = config.groupClaim();
        this.roles =
                Map.of(
                        "legal", config.roles().legal(),
                        "clinician", config.roles().clinician(),
                        "compliance", config.roles().compliance(),
                        "operator", config.roles().operator());
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        Set<String> claimed = new HashSet<>();
        claims.forEach(path -> claimed.addAll(values(token, path)));
        return Uni.createFrom()
                .item(
                        QuarkusSecurityIdentity.builder()
                                .setPrincipal(token)
                                .addCredentials(identity.getCredentials())
                                .addAttributes(identity.getAttributes())
                                .addAttribute(GROUPS, Set.copyOf(values(token, groupClaim)))
                                .addRoles(held(claimed))
                                .build());
    }

    private Set<String> held(Set<String> claimed) {
        Set<String> held = new HashSet<>();
        roles.forEach((role, values) -> {
            if (values.stream().anyMatch(claimed::contains)) {
                held.add(role);
            }
        });
        return held;
    }

    /**
     * The strings at a path of a token's claims; none where there is nothing, or something else.
     */
    static Set<String> values(JsonWebToken token, String path) {
        String[] parts = path.split("/", -1);
        Object at = token.getClaim(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            at = at instanceof JsonObject object ? object.get(parts[i]) : null;
        }
        return strings(at);
    }

    private static Set<String> strings(@Nullable Object value) {
        return switch (value) {
            case Collection<?> many -> strings(many);
            case JsonString one -> Set.of(one.getString());
            case String one -> Set.of(one);
            case null, default -> Set.of();
        };
    }

    private static Set<String> strings(Collection<?> values) {
        Set<String> strings = new HashSet<>();
        for (Object each : values) {
            if (each instanceof JsonString text) {
                strings.add(text.getString());
            } else if (each instanceof String text) {
                strings.add(text);
            }
        }
        return strings;
    }
}
