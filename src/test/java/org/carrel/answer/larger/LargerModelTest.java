package org.carrel.answer.larger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
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

    @TempDir Path folder;

    /** As an operator sets it. */
    private record Set(
            Optional<URI> address,
            Optional<List<String>> allowed,
            Optional<String> model,
            Optional<Path> keyFile,
            Duration timeout,
            int concurrent,
            int contextLength)
            implements LargerConfig {
        Set(@Nullable String address, List<String> allowed, @Nullable Path keyFile) {
            this(
                    Optional.ofNullable(address).map(URI::create),
                    Optional.of(allowed),
                    Optional.of("large"),
                    Optional.ofNullable(keyFile),
                    Duration.ofSeconds(60),
                    4,
                    8192);
        }
    }

    @Test
    void withoutAnAddressThereIsNone() throws IOException {
        assertTrue(new LargerModel(new Set(null, List.of(), null)).get().isEmpty());
    }

    @Test
    void anAddressThatIsNotListedStopsTheStart() {
        assertThrows(
                RefusedAddressException.class,
                () -> new LargerModel(new Set("http://127.0.0.1:9", List.of("127.0.0.1:8"), null)));
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
                    () -> new LargerModel(new Set("http://" + place, List.of(place), null)));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void itsKeyIsReadFromAFileAndNotShown() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "sesame-sesame\n");
        Set set = new Set("http://127.0.0.1:9", List.of("127.0.0.1:9"), key);
        RemoteModel.Settings settings = LargerModel.settings(set, URI.create("http://127.0.0.1:9"));
        assertEquals("sesame-sesame", settings.key());
        assertFalse(settings.toString().contains("sesame"));
    }

    @Test
    void anEmptyKeyStopsTheStart() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "\n");
        assertThrows(
                IllegalStateException.class,
                () -> new LargerModel(new Set("http://127.0.0.1:9", List.of("127.0.0.1:9"), key)));
    }
}
