package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir Path folder;

    @Test
    void aChosenPortIsKeptForLaterStarts() {
        int first;
        try (Ports.Held held = ports().holdServer(OptionalInt.empty())) {
            first = held.port();
        }
        try (Ports.Held held = ports().holdServer(OptionalInt.empty())) {
            assertEquals(first, held.port());
        }
    }

    @Test
    void twoHomesThatStartTogetherGetDifferentPorts() {
        try (Ports.Held one = ports().holdServer(OptionalInt.empty());
                Ports.Held other =
                        new Ports(folder.resolve("other")).holdServer(OptionalInt.empty())) {
            assertNotEquals(one.port(), other.port());
        }
    }

    @Test
    void aWantedPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            LaunchFailure failure =
                    assertThrows(
                            LaunchFailure.class,
                            () -> ports().holdServer(OptionalInt.of(port)).close());
            assertTrue(failure.getMessage().contains("port " + port + " (CARREL_PORT)"));
        }
    }

    @Test
    void aRecordedPortThatAnotherProgramTookIsNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ports().holdServer(OptionalInt.of(port)).close();
        try (ServerSocket taken =
                new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            LaunchFailure failure =
                    assertThrows(
                            LaunchFailure.class,
                            () -> ports().holdServer(OptionalInt.empty()).close());
            assertTrue(failure.getMessage().contains("port " + taken.getLocalPort()));
        }
    }

    @Test
    void anInternalPortIsKeptWhileItIsFreeAndElseReplaced() throws IOException {
        int first = ports().internal(Ports.POSTGRES);
        assertEquals(first, ports().internal(Ports.POSTGRES));
        try (ServerSocket taken =
                new ServerSocket(first, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int second = ports().internal(Ports.POSTGRES);
            assertNotEquals(taken.getLocalPort(), second);
            assertEquals(OptionalInt.of(second), ports().recorded(Ports.POSTGRES));
        }
    }

    @Test
    void aPortThatIsNoNumberIsAMistakeOfTheCommandLine() {
        for (String text : new String[] {"http", "0", "65536", "-1"}) {
            LaunchFailure failure =
                    assertThrows(
                            LaunchFailure.class,
                            () -> new Settings(Map.of("CARREL_PORT", text)).port(),
                            text);
            assertEquals(2, failure.exitCode());
        }
    }

    private Ports ports() {
        return new Ports(folder.resolve("ports"));
    }
}
