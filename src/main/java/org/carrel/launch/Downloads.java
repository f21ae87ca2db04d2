package org.carrel.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.carrel.launch.Pins.Artefact;
import org.carrel.launch.Pins.Source;

/// The cache of verified downloads.
///
/// Nothing is there under its final name that did not have its pinned SHA-256, so a file that is
/// there with the right size is used as it is, and no network is touched.
final class Downloads {
    private final Home home;
    private final Children children;
    private final Path repository;
    private final Steps steps;

    /// @param repository the folder of the sources, whose Maven wrapper fetches
    Downloads(Home home, Children children, Path repository, Steps steps) {
        this.home = home;
        this.children = children;
        this.repository = repository;
        this.steps = steps;
    }

    /// The verified file, fetched first if it is not there. If another launcher is fetching it,
    /// this waits and then has it.
    Path require(Artefact artefact) {
        Path file = home.downloads().resolve(artefact.file());
        Path lockFile = home.downloads().resolve(artefact.name() + ".lock");
        try {
            if (present(artefact, file)) {
                return file;
            }
            try (FileChannel channel =
                            FileChannel.open(
                                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !present(artefact, file)) {
                    fetchInto(file, artefact);
                }
            }
            return file;
        } catch (ClosedByInterruptException e) {
            throw new LaunchFailure("interrupted", e);
        } catch (IOException e) {
            throw new LaunchFailure(
                    "cannot write to the downloads folder " + home.downloads() + ": " + e, e);
        }
    }

    private static boolean present(Artefact artefact, Path file) throws IOException {
        return Files.exists(file) && Files.size(file) == artefact.bytes();
    }

    private void fetchInto(Path file, Artefact artefact) throws IOException {
        try (Steps.Step step = steps.begin(artefact.name())) {
            Path work = home.create(home.downloads().resolve(artefact.name() + ".fetching"));
            Archives.delete(work);
            home.create(work);
            Path fetched = fetch(artefact, work, step);
            verify(artefact, fetched);
            Files.move(fetched, file, StandardCopyOption.ATOMIC_MOVE);
            Archives.delete(work);
            step.done("fetched " + Steps.megabytes(artefact.downloadBytes()) + " MB, verified");
        }
    }

    /// Compares a file with its pin.
    ///
    /// @throws LaunchFailure if it is another file; it is deleted, so that it is never used
    static void verify(Artefact artefact, Path file) throws IOException {
        String actual = sha256(file);
        if (!actual.equals(artefact.sha256())) {
            Files.delete(file);
            throw new LaunchFailure(
                    artefact.title()
                            + " was refused: its SHA-256 is "
                            + actual
                            + ", expected is "
                            + artefact.sha256()
                            + " (from "
                            + artefact.coordinate()
                            + ")");
        }
    }

    private Path fetch(Artefact artefact, Path work, Steps.Step step) throws IOException {
        if (artefact.source() == Source.MAVEN) {
            run(
                    artefact,
                    mavenCopy(artefact, work),
                    new Watched(mavenFolder(artefact), work),
                    step);
            return work.resolve(artefact.file());
        }
        Path cache = work.resolve("npm-cache");
        run(artefact, npmPack(artefact, work, cache), new Watched(cache, cache), step);
        Path tgz = work.resolve(artefact.coordinate().replace('@', '-') + ".tgz");
        Path part = work.resolve(artefact.file());
        step.now("unpacking");
        Archives.extract(tgz, artefact.entry().orElseThrow(), part);
        return part;
    }

    private List<String> mavenCopy(Artefact artefact, Path work) {
        return List.of(
                repository.resolve("mvnw").toString(),
                "-B",
                "-ntp",
                "-N",
                "org.apache.maven.plugins:maven-dependency-plugin:3.7.0:copy",
                "-Dartifact=" + artefact.coordinate(),
                "-DoutputDirectory=" + work);
    }

    private static List<String> npmPack(Artefact artefact, Path work, Path cache) {
        return List.of(
                "npm",
                "pack",
                artefact.coordinate(),
                "--ignore-scripts",
                "--cache",
                cache.toString(),
                "--pack-destination",
                work.toString());
    }

    /// Folders that grow while a download runs.
    private record Watched(Path first, Path second) {
        long bytes() {
            return Math.max(size(first), size(second));
        }
    }

    private void run(Artefact artefact, List<String> command, Watched watched, Steps.Step step) {
        String name = "fetch-" + artefact.name();
        long total = artefact.downloadBytes();
        int status =
                children.run(
                        name,
                        repository,
                        command,
                        Map.of(),
                        () -> step.bytes(Math.min(watched.bytes(), total), total));
        if (status != 0) {
            throw new LaunchFailure(
                    "could not fetch "
                            + artefact.title()
                            + ": is this machine offline? Run it again when the registry answers"
                            + " (log: "
                            + children.log(name)
                            + ")");
        }
    }

    /// Where Maven writes while it downloads; only the progress depends on it.
    private static Path mavenFolder(Artefact artefact) {
        String[] parts = artefact.coordinate().split(":", -1);
        return Path.of(System.getProperty("user.home"), ".m2", "repository")
                .resolve(parts[0].replace('.', '/'))
                .resolve(parts[1])
                .resolve(parts[2]);
    }

    private static long size(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            // Files come and go while a download runs; the next look sees them.
            return 0;
        }
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
