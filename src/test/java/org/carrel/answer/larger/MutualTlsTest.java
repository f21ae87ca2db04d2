package org.carrel.answer.larger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.carrel.PostgresTestResource;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel.Limits;
import org.carrel.models.LanguageModel.Prompt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that demands a certificate of who speaks to it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(Keys.class)
class MutualTlsTest {

    private static final String ANSWER =
            "data: {\"choices\":[{\"delta\":{\"content\":\"Thirty days.\"}}]}\n\ndata: [DONE]\n\n";

    @Inject TlsConfigurationRegistry registry;

    @Inject
    @ConfigProperty(name = Keys.FOLDER)
    Path keys;

    private final AtomicReference<@Nullable String> caller = new AtomicReference<>();
    private @Nullable HttpsServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "packed"})
    void whoShowsTheRightCertificateIsAnswered(String tls) throws Exception {
        try (RemoteModel model = model(tls, "server")) {
            assertEquals("Thirty days.", result(model).text());
        }
        assertEquals("CN=client", caller.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "expired", "nobody"})
    void whoShowsNoneOrAnotherIsNot(String tls) throws Exception {
        assertNothingIsSaid(tls, "server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"moved", "outdated", "stranger"})
    void aServerThatIsNotWhoItShouldBeIsToldNothing(String own) throws Exception {
        assertNothingIsSaid("client", own);
    }

    @Test
    void aConfigurationThatBelievesAnybodyStopsTheStart() throws Exception {
        start("server");
        assertThrows(IllegalStateException.class, () -> model("credulous", null));
    }

    private void assertNothingIsSaid(String tls, String own) throws Exception {
        try (RemoteModel model = model(tls, own)) {
            assertFalse(model.probe());
            ExecutionException failed = assertThrows(ExecutionException.class, () -> result(model));
            assertInstanceOf(RemoteFailedException.class, failed.getCause());
        }
        assertNull(caller.get());
    }

    private static Generation.Result result(RemoteModel model) throws Exception {
        return model.generate(new Prompt("", "How long?"), new Limits(64, List.of()), text -> {})
                .result()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    /**
     * @param own whose certificate the server shows; null for a server that runs already
     */
    private RemoteModel model(String tls, @Nullable String own) throws Exception {
        HttpsServer listening = own == null ? server : start(own);
        int port = listening == null ? 0 : listening.getAddress().getPort();
        String place = "localhost:" + port;
        URI address = URI.create("https://" + place);
        return new RemoteModel(
                LargerModel.settings(
                        new LargerModelTest.Set(address.toString(), List.of(place), null, tls),
                        address,
                        registry));
    }

    private HttpsServer start(String own) throws IOException, GeneralSecurityException {
        HttpsServer started =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext context = context(own);
        started.setHttpsConfigurator(
                new HttpsConfigurator(context) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters wanted = context.getDefaultSSLParameters();
                        wanted.setNeedClientAuth(true);
                        parameters.setSSLParameters(wanted);
                    }
                });
        started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        started.createContext("/", exchange -> answer((HttpsExchange) exchange));
        started.start();
        server = started;
        return started;
    }

    private void answer(HttpsExchange exchange) throws IOException {
        caller.set(exchange.getSSLSession().getPeerPrincipal().getName());
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(ANSWER.getBytes(StandardCharsets.UTF_8));
        }
    }

    private SSLContext context(String own) throws IOException, GeneralSecurityException {
        KeyManagerFactory mine =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        mine.init(Keys.load(keys.resolve(own + ".p12")), Keys.PASSWORD.toCharArray());
        TrustManagerFactory theirs =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        theirs.init(Keys.load(keys.resolve("trusted.p12")));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(mine.getKeyManagers(), theirs.getTrustManagers(), null);
        return context;
    }
}
