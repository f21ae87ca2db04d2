package org.carrel.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.regex.Pattern;

/** The routes of the one origin that are not part of the API. */
@ApplicationScoped
public class WebRoutes {

    /** Of Keycloak: the realm's own endpoints, and the style sheets and scripts of its pages. */
    private static final Pattern SIGN_IN =
            Pattern.compile("/auth/(realms/carrel|resources)/[^\\\\]*");

    /** Addresses that the UI's own router understands. */
    private static final Pattern UI_PAGE =
            Pattern.compile("/(?!api/|auth/|q/|v1/|fhir/|assets/)[^.]*");

    private final IdentityConfig identity;

    WebRoutes(IdentityConfig identity) {
        this.identity = identity;
    }

    void install(@Observes Router router, Vertx vertx) {
        HttpProxy proxy = identityProxy(vertx);
        router.route("/auth/*").order(-100).handler(context -> signIn(proxy, context));
        // Before the API, which answers 404 to every path that it does not know.
        router.get().order(-50).handler(WebRoutes::page);
    }

    private static void signIn(HttpProxy proxy, RoutingContext context) {
        if (SIGN_IN.matcher(context.normalizedPath()).matches()) {
            proxy.handle(context.request());
        } else {
            context.response().setStatusCode(404).end();
        }
    }

    private static void page(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.equals("/") || !UI_PAGE.matcher(path).matches()) {
            context.next();
        } else {
            context.reroute("/");
        }
    }

    private HttpProxy identityProxy(Vertx vertx) {
        URI url = identity.url();
        int port = url.getPort() == -1 ? 80 : url.getPort();
        HttpClientOptions options =
                new HttpClientOptions()
                        .setMaxPoolSize(32)
                        .setConnectTimeout(5_000)
                        .setIdleTimeout(60);
        return HttpProxy.reverseProxy(vertx.createHttpClient(options))
                .origin(port, url.getHost())
                .addInterceptor(new Forwarded());
    }

    /** Tells Keycloak which address the browser used; what a client claims about itself is lost. */
    private static final class Forwarded implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HttpServerRequest incoming = context.request().proxiedRequest();
            HostAndPort authority = incoming.authority();
            context.request()
                    .headers()
                    .remove("Forwarded")
                    .set("X-Forwarded-For", incoming.remoteAddress().hostAddress())
                    .set("X-Forwarded-Proto", incoming.isSSL() ? "https" : "http")
                    .set("X-Forwarded-Host", authority == null ? "" : authority.toString());
            return context.sendRequest();
        }
    }
}
