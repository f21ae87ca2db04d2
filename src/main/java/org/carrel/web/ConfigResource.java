package org.carrel.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What the UI must know before anybody has signed in: the one public call. */
@Path("/api/v1/config")
class ConfigResource {

    private final IdentityConfig identity;

    ConfigResource(IdentityConfig identity) {
        this.identity = identity;
    }

    record UiConfig(String authority, String clientId) {}

    @GET
    @PermitAll
    public UiConfig get() {
        return new UiConfig(identity.issuer().toString(), "carrel-ui");
    }
}
