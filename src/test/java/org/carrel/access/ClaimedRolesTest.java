package org.carrel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimedRolesTest {

    private static final AuthenticationRequestContext NOTHING_BLOCKING =
            work -> Uni.createFrom().item(work);

    @Test
    void aGroupStandsForTheRoleThatIsConfiguredForIt() {
        SecurityIdentity lawyer = augmented(Map.of("groups", Set.of("/firm/lawyers", "/firm")));
        assertEquals(Set.of("legal"), lawyer.getRoles());
        assertEquals(Set.of("/firm/lawyers", "/firm"), lawyer.getAttribute("groups"));
    }

    @Test
    void aRoleThatNobodyConfiguredIsNone() {
        JsonObject access =
                Json.createObjectBuilder()
                        .add(
                                "roles",
                                Json.createArrayBuilder().add("operator").add("offline_access"))
                        .build();
        assertEquals(Set.of("operator"), augmented(Map.of("realm_access", access)).getRoles());
    }

    @Test
    void aTokenWithoutTheClaimsHoldsNothing() {
        assertEquals(Set.of(), augmented(Map.of("realm_access", "legal")).getRoles());
        assertEquals(Set.of(), augmented(Map.of()).getRoles());
    }

    private static SecurityIdentity augmented(Map<String, Object> claims) {
        SecurityIdentity before =
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(new Token(claims))
                        .addRole("compliance")
                        .build();
        return new ClaimedRoles(new Configured())
                .augment(before, NOTHING_BLOCKING)
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private record Token(Map<String, Object> claims) implements JsonWebToken {
        @Override
        public String getName() {
            return "ada";
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable T getClaim(String name) {
            return (T) claims.get(name);
        }
    }

    private record Configured() implements AccessConfig, AccessConfig.Roles {
        @Override
        public Roles roles() {
            return this;
        }

        @Override
        public List<String> claims() {
            return List.of("realm_access/roles", "groups");
        }

        @Override
        public String groupClaim() {
            return "groups";
        }

        @Override
        public Duration revocationCheck() {
            return Duration.ofMillis(500);
        }

        @Override
        public Duration breakGlass() {
            return Duration.ofHours(4);
        }

        @Override
        public List<String> legal() {
            return List.of("legal", "/firm/lawyers");
        }

        @Override
        public List<String> clinician() {
            return List.of("clinician");
        }

        @Override
        public List<String> compliance() {
            return List.of("compliance");
        }

        @Override
        public List<String> operator() {
            return List.of("operator");
        }
    }
}
