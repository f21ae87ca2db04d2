package org.carrel.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Unpacks PostgreSQL's binaries into a home, once for each pinned archive.
final class PostgresInstall {
    private PostgresInstall() {}

    /// @param archive asked for only when it is needed
    static EmbeddedPostgres install(
            Home home,
            Children children,
            Pins.Artefact pin,
            Supplier<Path> archive,
            Secrets secrets) {
        Path binaries =
                home.create(home.postgres()).resolve("binaries-" + pin.sha256().substring(0, 12));
        if (!Files.isDirectory(binaries)) {
            try (InputStream txz = Archives.txzInJar(archive.get())) {
                Archives.untar(Archives.unxz(txz), binaries, 0);
            } catch (IOException e) {
                throw new LaunchFailure("cannot unpack PostgreSQL: " + e.getMessage(), e);
            }
        }
        return new EmbeddedPostgres(
                binaries,
                home.postgres().resolve("data"),
                children,
                secrets.get("database-superuser"));
    }
}
