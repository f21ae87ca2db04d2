package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.carrel.launch.Pins.Artefact;
import org.carrel.launch.Pins.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {
    /// printf 'the right bytes' | sha256sum
    private static final Artefact PINNED =
            new Artefact(
                    "thing",
                    "A thing",
                    Source.MAVEN,
                    "org.example:thing:1:jar",
                    Optional.empty(),
                    "thing-1.jar",
                    15,
                    15,
                    "a3580425cdf75097ce23009719cdfc5122bb108be11c1eee8aeca7dc8a027204");

    @TempDir Path folder;
    private Home home;
    private Downloads downloads;

    @BeforeEach
    void open() {
        home = Home.open(folder.resolve("home"), folder.resolve("downloads"));
        Steps quiet =
                new Steps(
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        false);
        downloads = new Downloads(home, new Children(home), folder, quiet);
    }

    @Test
    void whatMavenBringsIsVerifiedAndKept() throws IOException {
        mavenBrings("the right bytes");

        Path file = downloads.require(PINNED);

        assertEquals("the right bytes", Files.readString(file));
        assertEquals(folder.resolve("downloads/thing-1.jar"), file);
    }

    @Test
    void otherBytesAreRefusedAndNotKept() throws IOException {
        mavenBrings("the wrong bytes");

        LaunchFailure refused = assertThrows(LaunchFailure.class, () -> downloads.require(PINNED));

        assertTrue(refused.getMessage().contains(PINNED.sha256()), refused.getMessage());
        assertFalse(Files.exists(home.downloads().resolve(PINNED.file())));
    }

    @Test
    void afterARefusalTheNextTryFetchesAnew() throws IOException {
        mavenBrings("the wrong bytes");
        assertThrows(LaunchFailure.class, () -> downloads.require(PINNED));

        mavenBrings("the right bytes");

        assertEquals("the right bytes", Files.readString(downloads.require(PINNED)));
    }

    @Test
    void aFileThatIsThereIsNotFetched() throws IOException {
        mavenBrings("the right bytes");
        downloads.require(PINNED);
        mavenFails();

        assertEquals("the right bytes", Files.readString(downloads.require(PINNED)));
    }

    @Test
    void aFailedDownloadNamesItsLog() throws IOException {
        mavenFails();

        LaunchFailure failed = assertThrows(LaunchFailure.class, () -> downloads.require(PINNED));

        Path log = home.logs().resolve("fetch-thing.log");
        assertTrue(failed.getMessage().contains(log.toString()), failed.getMessage());
        assertTrue(Files.readString(log).contains("no route to host"));
    }

    @Test
    void everyPinHasASizeAndAHash() {
        for (Artefact artefact : Pins.load().artefacts()) {
            assertTrue(artefact.sha256().matches("[0-9a-f]{64}"), artefact.name());
            assertTrue(artefact.bytes() > 0 && artefact.downloadBytes() > 0, artefact.name());
        }
        assertEquals(4, Pins.load().artefacts().size());
    }

    private void mavenBrings(String content) throws IOException {
        maven(
                "for word in \"$@\"; do case $word in -DoutputDirectory=*)"
                        + " printf '"
                        + content
                        + "' >\"${word#*=}/thing-1.jar\" ;; esac; done");
    }

    private void mavenFails() throws IOException {
        maven("echo no route to host; exit 1");
    }

    /// A stand-in for the Maven wrapper, so that these tests need no network.
    private void maven(String script) throws IOException {
        Path wrapper = folder.resolve("mvnw");
        Files.writeString(wrapper, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
    }
}
