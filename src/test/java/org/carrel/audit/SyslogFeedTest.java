package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log at a receiver that goes away and comes back. */
class SyslogFeedTest {

    private static final int ENTRIES = 60;
    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern NUMBER = Pattern.compile(" externalId=(\\d+) ");

    private final BlockingQueue<String> received = TlsReceiver.messages();
    private OwnLog own;
    private OwnLog.Server server;
    private TlsReceiver.Stores stores;

    @BeforeEach
    void start() throws Exception {
        own = OwnLog.start();
        server = own.server();
        server.checkpoints.open();
        stores = TlsReceiver.Stores.create(Files.createDirectory(own.home.resolve("tls")));
        record();
    }

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    @Test
    void everyEntryArrivesInOrderHoweverOftenTheReceiverGoes() throws Exception {
        int port;
        try (var cutting = new TlsReceiver(stores, 0, 7, received)) {
            port = cutting.port();
            SyslogFeed feed = started(new Configured("127.0.0.1:" + port, stores));
            try {
                assertEquals(1, number(next()));
                // It has gone for good, with entries on the way, and more come meanwhile.
                cutting.close();
                record();
                try (var _ = new TlsReceiver(stores, port, 0, received)) {
                    arrived(1, 2 * ENTRIES);
                    awaitNoLag(feed);
                }
            } finally {
                feed.stop(new ShutdownEvent());
            }
        }
    }

    @Test
    void anotherServerGoesOnWhereOneStopped() throws Exception {
        try (var receiver = new TlsReceiver(stores, 0, 0, received)) {
            var config = new Configured("127.0.0.1:" + receiver.port(), stores);
            SyslogFeed first = started(config);
            arrived(0, ENTRIES);
            awaitNoLag(first);
            first.stop(new ShutdownEvent());
            record();
            SyslogFeed second = started(config);
            assertEquals(ENTRIES + 1, number(next()), "what has settled is not sent again");
            arrived(ENTRIES + 1, 2 * ENTRIES);
            second.stop(new ShutdownEvent());
        }
    }

    @Test
    void aMessageIsOfRfc5424AndNamesNobodyUnlessAsked() throws Exception {
        try (var receiver = new TlsReceiver(stores, 0, 0, received)) {
            SyslogFeed feed = started(new Configured("127.0.0.1:" + receiver.port(), stores));
            String message = next();
            feed.stop(new ShutdownEvent());
            assertTrue(
                    message.matches(
                            "<85>1 \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z \\S+ carrel \\d+ CEF - CEF:0\\|.*"),
                    message);
            assertFalse(message.contains(OwnLog.ACTOR), message);
            assertTrue(message.contains("suid=urn:uuid:"), message);
        }
    }

    @Test
    void aReceiverThatIsNotTrustedGetsNothing() throws Exception {
        var others = TlsReceiver.Stores.create(Files.createDirectory(own.home.resolve("others")));
        try (var receiver = new TlsReceiver(others, 0, 0, received)) {
            var config = new Configured("127.0.0.1:" + receiver.port(), stores);
            SyslogFeed feed = started(config);
            awaitLag(feed);
            feed.stop(new ShutdownEvent());
            assertEquals(List.of(), List.copyOf(received));
            assertEquals(0, arrivedSequence(config));
            assertEquals(
                    HealthCheckResponse.Status.DOWN,
                    new SyslogHealth(feed, config).call().getStatus(),
                    "no lag at all is allowed here");
        }
    }

    @Test
    void whoIsNotListedIsRefusedAtTheStart() {
        var config =
                new Configured("10.0.0.1:6514", stores) {
                    @Override
                    public Optional<List<String>> allowed() {
                        return Optional.of(List.of("10.0.0.2:6514"));
                    }
                };
        assertThrows(IllegalStateException.class, () -> started(config));
        assertThrows(
                IllegalStateException.class, () -> started(new Configured("http://x", stores)));
    }

    @Test
    void whatIsOffHasNoLag() throws Exception {
        var config =
                new Configured("", stores) {
                    @Override
                    public Optional<String> receiver() {
                        return Optional.empty();
                    }
                };
        SyslogFeed feed = started(config);
        assertTrue(feed.lag().isEmpty());
        assertEquals(
                HealthCheckResponse.Status.UP, new SyslogHealth(feed, config).call().getStatus());
        feed.stop(new ShutdownEvent());
    }

    private void record() {
        for (int i = 0; i < ENTRIES; i++) {
            server.record("search.query");
        }
        server.sequencer.drain();
    }

    private SyslogFeed started(SyslogConfig config) {
        var feed =
                new SyslogFeed(
                        own.database,
                        config,
                        new Disclosures(server.subjects),
                        server.checkpoints,
                        collection -> Optional.empty());
        feed.start(new StartupEvent());
        return feed;
    }

    /** Whatever comes twice, nothing comes before what it follows, and nothing is left out. */
    private void arrived(long seen, long last) throws InterruptedException {
        long newest = seen;
        while (newest < last) {
            long number = number(next());
            assertTrue(number <= newest + 1, number + " came after " + newest);
            newest = Math.max(newest, number);
        }
    }

    private String next() throws InterruptedException {
        String message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(message, "nothing came any more");
        return message;
    }

    private static long number(String message) {
        Matcher number = NUMBER.matcher(message);
        assertTrue(number.find(), message);
        return Long.parseLong(number.group(1));
    }

    private static void awaitNoLag(SyslogFeed feed) throws Exception {
        while (feed.lag().orElseThrow().entries() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void awaitLag(SyslogFeed feed) throws Exception {
        while (feed.lag().orElseThrow().age().isZero()) {
            Thread.onSpinWait();
        }
    }

    private long arrivedSequence(SyslogConfig config) throws Exception {
        try (Connection connection = own.database.getConnection()) {
            return SyslogCursor.read(connection, config.receiver().orElseThrow());
        }
    }

    /** As a test needs it: impatient. */
    private static class Configured implements SyslogConfig {

        private final String receiver;
        private final TlsReceiver.Stores stores;

        Configured(String receiver, TlsReceiver.Stores stores) {
            this.receiver = receiver;
            this.stores = stores;
        }

        @Override
        public Optional<String> receiver() {
            return Optional.of(receiver);
        }

        @Override
        public Optional<List<String>> allowed() {
            return Optional.of(List.of(receiver));
        }

        @Override
        public String format() {
            return "cef";
        }

        @Override
        public boolean personal() {
            return false;
        }

        @Override
        public Optional<Path> trustStore() {
            return Optional.of(stores.trusted().file());
        }

        @Override
        public Optional<Path> trustStorePassword() {
            return Optional.of(stores.trusted().password());
        }

        @Override
        public Optional<Path> keyStore() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> keyStorePassword() {
            return Optional.empty();
        }

        @Override
        public Duration settle() {
            return Duration.ofMillis(300);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofMillis(20);
        }

        @Override
        public Duration lagLimit() {
            return Duration.ZERO;
        }
    }
}
