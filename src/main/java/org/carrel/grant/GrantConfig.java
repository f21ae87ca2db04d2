package org.carrel.grant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is believed of tokens. */
@ConfigMapping(prefix = "carrel.grant")
interface GrantConfig {

    /**
     * Clients at which people sign in with a browser. A token of any other client acts for a system
     * and may do what its scope says.
     */
    @WithDefault("carrel-ui")
    Set<String> personClients();

    /** Age of a sign-in up to which it is fresh enough for what takes a fresh one. */
    @WithDefault("5m")
    Duration stepUpAge();

    /** Level (claim acr) that is enough for it however old the sign-in is. */
    Optional<String> stepUpAcr();
}
