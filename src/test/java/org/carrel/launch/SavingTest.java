package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavingTest {
    private static final String EXPORT = "/audit/export?format=csv";

    @TempDir private Path folder = Path.of("");

    private final FakeServer server = new FakeServer();
    private final Json json = new Json();
    private final Api api = new Api(json, server.url(), () -> "token");

    @AfterEach
    void stop() {
        json.close();
        server.close();
    }

    @Test
    void anExportIsSavedForItsOwnerAlone() throws Exception {
        server.answer("GET /api/v1" + EXPORT, 200, "text/csv", "a,b\r\n");
        Path file = folder.resolve("audit.csv");
        assertEquals(5, api.save(EXPORT, file));
        assertEquals("a,b\r\n", Files.readString(file));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aRefusalIsSaidAndLeavesNoFile() throws Exception {
        server.answer(
                "GET /api/v1" + EXPORT, 403, "{\"title\":\"Forbidden\",\"detail\":\"No role.\"}");
        Path file = folder.resolve("audit.csv");
        LaunchFailure failure = assertThrows(LaunchFailure.class, () -> api.save(EXPORT, file));
        assertEquals("Forbidden: No role. [status 403]", failure.getMessage());
        assertFalse(Files.exists(file));
    }
}
