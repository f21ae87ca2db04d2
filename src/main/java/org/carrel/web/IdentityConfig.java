package org.carrel.web;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where the identity provider is. */
@ConfigMapping(prefix = "carrel.identity")
interface IdentityConfig {

    /** Keycloak as this server reaches it, with its path, such as http://127.0.0.1:8081/auth. */
    URI url();

    /** The realm as a browser reaches it and as tokens name it, through this server's /auth. */
    URI issuer();
}
