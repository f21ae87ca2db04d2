package org.carrel.signin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A configuration that a test makes up. */
record Settings(
        Duration sessionIdle,
        Duration sessionLongest,
        int callerBurst,
        int callerRate,
        int addressBurst,
        int addressRate,
        URI eventsUrl,
        String eventsClient,
        Path eventsSecret,
        Duration eventsEvery)
        implements SigninConfig {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/auth");

    static Settings ofLimits(int burst) {
        return of(burst, NOWHERE, Path.of("none"));
    }

    static Settings ofEvents(URI keycloak, Path secret) {
        return of(1, keycloak, secret);
    }

    private static Settings of(int burst, URI keycloak, Path secret) {
        return new Settings(
                Duration.ofMinutes(15),
                Duration.ofHours(10),
                burst,
                1,
                burst,
                1,
                keycloak,
                "carrel-server",
                secret,
                Duration.ofSeconds(5));
    }
}
