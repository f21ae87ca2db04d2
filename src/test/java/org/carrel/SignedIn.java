package org.carrel;

import io.quarkus.arc.Arc;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.security.TestIdentityAssociation;
import java.util.Set;

/**
 * Signs another person in within one test. The test's class has a {@link
 * io.quarkus.test.security.TestSecurity} of its own, which ends this too.
 */
public final class SignedIn {

    private SignedIn() {}

    public static void as(String user, String... roles) {
        as(user, Set.of(), roles);
    }

    public static void as(String user, Set<String> groups, String... roles) {
        Arc.container()
                .instance(TestIdentityAssociation.class)
                .get()
                .setTestIdentity(
                        QuarkusSecurityIdentity.builder()
                                .setPrincipal(new QuarkusPrincipal(user))
                                .addRoles(Set.of(roles))
                                .addAttribute("groups", groups)
                                .build());
    }
}
