package org.carrel.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Sessions, limits on calls, and the identity provider's events. */
@ConfigMapping(prefix = "carrel.signin")
interface SigninConfig {

    /** Time without a call after which the server ends a person's session, to a minute. */
    @WithDefault("15m")
    Duration sessionIdle();

    /** Time after signing in at which the server ends a person's session. */
    @WithDefault("10h")
    Duration sessionLongest();

    /** Calls that one caller may make at once. */
    @WithDefault("6000")
    int callerBurst();

    /** Calls a second that one caller may make in the long run. */
    @WithDefault("200")
    int callerRate();

    /** Calls without a token, sign-in pages among them, that one address may make at once. */
    @WithDefault("1200")
    int addressBurst();

    /** Calls a second without a token that one address may make in the long run. */
    @WithDefault("20")
    int addressRate();

    /** Keycloak, whose events are taken into the audit log. */
    @WithDefault("${carrel.identity.url}")
    URI eventsUrl();

    /** Client with the role `view-events` of `realm-management`. */
    @WithDefault("carrel-server")
    String eventsClient();

    /** File with that client's secret; without it no events are read. */
    @WithDefault("${carrel.home}/secrets/carrel-server")
    Path eventsSecret();

    /** Time between two looks at the events. */
    @WithDefault("5s")
    Duration eventsEvery();
}
