package org.carrel.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder that holds all state of one Carrel: `CARREL_HOME`, by default `~/.carrel`.
///
/// Every folder in it is readable by its owner alone (mode 0700), because documents, indexes and
/// logs of one installation are no business of other accounts on the machine.
record Home(Path root, Path downloads) {
    private static final String OWNER_ONLY = "rwx------";

    /// Opens a home, creating its folders where they are missing.
    ///
    /// @param downloads the cache of verified downloads, which several homes may share
    static Home open(Path root, Path downloads) {
        Home home =
                new Home(root.toAbsolutePath().normalize(), downloads.toAbsolutePath().normalize());
        home.create(home.root);
        home.create(home.downloads);
        home.create(home.run());
        home.create(home.logs());
        home.create(home.secrets());
        return home;
    }

    Path run() {
        return root.resolve("run");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path keycloak() {
        return root.resolve("keycloak");
    }

    Path models() {
        return root.resolve("models");
    }

    /// Creates a folder for its owner alone, with its parents; one that is there is closed to
    /// others.
    Path create(Path folder) {
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(OWNER_ONLY)));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the folder " + folder, e);
        }
    }
}
