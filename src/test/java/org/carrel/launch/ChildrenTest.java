package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildrenTest {
    @TempDir Path folder;
    private Home home;
    private Children children;

    @BeforeEach
    void open() {
        home = Home.open(folder, folder.resolve("downloads"));
        children = new Children(home);
    }

    @Test
    void anotherLauncherFindsAndStopsAChild() {
        Process process = children.start("sleeper", folder, List.of("sleep", "600"), Map.of());

        Children other = new Children(home);
        assertEquals(Optional.of(process.pid()), other.running("sleeper").map(ProcessHandle::pid));
        other.stop("sleeper", Duration.ofSeconds(10));

        assertFalse(process.isAlive());
        assertTrue(children.running("sleeper").isEmpty());
        assertTrue(children.names().isEmpty());
    }

    @Test
    void aChildThatIgnoresTheRequestIsEndedByForce() throws Exception {
        Process process =
                children.start(
                        "deaf",
                        folder,
                        List.of("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"),
                        Map.of());
        while (!LogTail.tail(children.log("deaf")).contains("ready")) {
            TimeUnit.MILLISECONDS.sleep(10);
        }

        children.stop("deaf", Duration.ofMillis(100));

        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }

    @Test
    void anotherProcessWithTheSamePidIsNotTakenForTheChild() throws IOException {
        // This very process, but as if it had begun at another moment.
        Files.writeString(
                home.run().resolve("stale.pid"), ProcessHandle.current().pid() + " 1 boot");

        assertTrue(children.running("stale").isEmpty());
    }

    @Test
    void aShortRunTellsItsStatusAndLeavesItsOutput() {
        int status =
                children.run(
                        "short",
                        folder,
                        List.of("sh", "-c", "echo first; echo ERROR went wrong; echo bye; exit 3"),
                        Map.of(),
                        () -> {});

        assertEquals(3, status);
        assertEquals("ERROR went wrong", LogTail.lastLine(children.log("short"), 200));
    }

    @Test
    void onlyOneLauncherAtATimeHoldsAHome() {
        try (var lock = HomeLock.take(home)) {
            LaunchFailure refused =
                    assertThrows(LaunchFailure.class, () -> HomeLock.take(home).close());
            assertTrue(refused.getMessage().contains(home.root().toString()));
        }
        HomeLock.take(home).close();
    }
}
