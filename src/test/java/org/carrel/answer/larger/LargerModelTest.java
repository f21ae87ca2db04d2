package org.carrel.answer.larger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargerModelTest {

    private static final TlsConfigurationRegistry NONE = new NoTls();

    @TempDir Path folder;

    /** In which nothing is configured. */
    private static final class NoTls implements TlsConfigurationRegistry {

        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException(name);
        }
    }

    private static LargerModel model(Set set) throws IOException {
        return new LargerModel(set, NONE);
    }

    /** As an operator sets it. */
    record Set(
            Optional<URI> address,
            Optional<List<String>> allowed,
            Optional<String> model,
            Optional<Path> keyFile,
            Optional<String> tls,
            Duration timeout,
            int concurrent,
            int contextLength)
            implements LargerConfig {
        Set(@Nullable String address, List<String> allowed, @Nullable Path keyFile) {
            this(address, allowed, keyFile, null);
        }

        Set(
                @Nullable String address,
                List<String> allowed,
                @Nullable Path keyFile,
                @Nullable String tls) {
            this(
                    Optional.ofNullable(address).map(URI::create),
                    Optional.of(allowed),
                    Optional.of("large"),
                    Optional.ofNullable(keyFile),
                    Optional.ofNullable(tls),
                    Duration.ofSeconds(60),
                    4,
                    8192);
        }
    }

    @Test
    void withoutAnAddressThereIsNone() throws IOException {
        assertTrue(model(new Set(null, List.of(), null)).get().isEmpty());
    }

    @Test
    void anAddressThatIsNotListedStopsTheStart() {
        assertThrows(
                RefusedAddressException.class,
                () -> model(new Set("http://127.0.0.1:9", List.of("127.0.0.1:8"), null)));
    }

    @Test
    void aServerThatSendsElsewhereStopsTheStart() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "http://203.0.113.7/");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        server.start();
        try {
            String place = "127.0.0.1:" + server.getAddress().getPort();
            assertThrows(
                    RefusedAddressException.class,
                    () -> model(new Set("http://" + place, List.of(place), null)));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void itsKeyIsReadFromAFileAndNotShown() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "sesame-sesame\n");
        Set set = new Set("http://127.0.0.1:9", List.of("127.0.0.1:9"), key);
        RemoteModel.Settings settings =
                LargerModel.settings(set, URI.create("http://127.0.0.1:9"), NONE);
        assertEquals("sesame-sesame", settings.key());
        assertFalse(settings.toString().contains("sesame"));
    }

    @Test
    void anEmptyKeyStopsTheStart() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "\n");
        assertThrows(
                IllegalStateException.class,
                () -> model(new Set("http://127.0.0.1:9", List.of("127.0.0.1:9"), key)));
    }

    @Test
    void aCertificateWithoutTlsStopsTheStart() {
        Set set = new Set("http://127.0.0.1:9", List.of("127.0.0.1:9"), null, "larger");
        assertThrows(IllegalStateException.class, () -> model(set));
    }

    @Test
    void aTlsConfigurationThatIsNotThereStopsTheStart() {
        Set set = new Set("https://127.0.0.1:9", List.of("127.0.0.1:9"), null, "larger");
        assertThrows(IllegalStateException.class, () -> model(set));
    }
}
