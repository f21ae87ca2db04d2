package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir Path folder;
    private Home home;
    private Secrets secrets;

    @BeforeEach
    void open() {
        home = Home.open(folder.resolve("home"), folder.resolve("home/downloads"));
        secrets = new Secrets(home.secrets());
    }

    @Test
    void aSecretIsMadeOnceAndReadByItsOwnerAlone() throws IOException {
        String secret = secrets.get("carrel-api");

        assertEquals(secret, new Secrets(home.secrets()).get("carrel-api"));
        assertTrue(secret.matches("[A-Za-z0-9_-]{43}"));
        assertEquals("rw-------", permissions(home.secrets().resolve("carrel-api")));
    }

    @Test
    void everyFolderOfAHomeIsItsOwnersAlone() throws IOException {
        try (Stream<Path> folders = Files.walk(home.root())) {
            for (Path each : folders.filter(Files::isDirectory).toList()) {
                assertEquals("rwx------", permissions(each), each.toString());
            }
        }
    }

    @Test
    void aHomeThatOthersCouldReadIsClosed() throws IOException {
        Files.setPosixFilePermissions(home.secrets(), PosixFilePermissions.fromString("rwxr-xr-x"));

        Home.open(home.root(), home.downloads());

        assertEquals("rwx------", permissions(home.secrets()));
    }

    @Test
    void passwordsDifferAndAreLongEnoughForTheRealmsPolicy() {
        String password = secrets.newPassword();

        assertTrue(password.matches("([a-z2-9]{5}-){4}[a-z2-9]{5}"), "its form");
        assertNotEquals(password, secrets.newPassword());
    }

    @Test
    void aPasswordIsWrittenNowhere() throws IOException {
        secrets.newPassword();

        try (Stream<Path> files = Files.list(home.secrets())) {
            assertEquals(0, files.count());
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
