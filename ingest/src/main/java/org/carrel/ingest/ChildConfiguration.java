package org.carrel.ingest;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one child is started with: Tika's configuration and a launch script, both in the child's
 * folder. The script is the place where the environment is emptied, since Tika's client passes on
 * its own, and where the kernel's bounds are set.
 */
final class ChildConfiguration {

    static final String FETCHER = "input";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    private static final long IDLE_MILLIS = 300_000;
    private static final int FILES_PER_CHILD = 1_000;

    private final ExtractorSettings settings;
    private final Path folder;

    ChildConfiguration(ExtractorSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    Path input() {
        return folder.resolve("in");
    }

    Path scratch() {
        return folder.resolve("tmp");
    }

    Path errors() {
        return folder.resolve("stderr.log");
    }

    /** Writes script and configuration; answers where the configuration is. */
    Path write() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, OWNER_ONLY);
        Files.createDirectories(input());
        Files.createDirectories(scratch());
        Path script = folder.resolve("parse.sh");
        Files.writeString(
                script,
                template("parse.sh")
                        .replace("@FOLDER@", quoted(folder))
                        .replace("@ERRORS@", quoted(errors()))
                        .replace("@JAVA@", quoted(settings.javaExecutable())));
        Files.setPosixFilePermissions(script, OWNER_ONLY);
        Path configuration = folder.resolve("tika.xml");
        Files.writeString(
                configuration,
                template("tika.xml")
                        .replace("@INPUT@", escaped(input().toString()))
                        .replace("@CONFIGURATION@", escaped(configuration.toString()))
                        .replace("@SCRIPT@", escaped(script.toString()))
                        .replace("@ARGUMENTS@", arguments())
                        .replace("@TIMEOUT@", String.valueOf(settings.timeLimit().toMillis()))
                        .replace("@IDLE@", String.valueOf(IDLE_MILLIS))
                        .replace("@FILES@", String.valueOf(FILES_PER_CHILD)));
        return configuration;
    }

    private String arguments() {
        String classPath =
                settings.classPath().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        List<String> jvm =
                List.of(
                        "-Xmx" + settings.heapBytes(),
                        "-XX:MaxDirectMemorySize=64m",
                        "-XX:MaxMetaspaceSize=256m",
                        "-XX:ReservedCodeCacheSize=64m",
                        // This collector gives up on a heap that is full; the serial one grinds on.
                        "-XX:+UseParallelGC",
                        "-XX:GCTimeLimit=80",
                        "-XX:GCHeapFreeLimit=10",
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/dev/null",
                        "-Djava.io.tmpdir=" + scratch(),
                        "-Djava.awt.headless=true",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        classPath);
        return jvm.stream()
                .map(argument -> "<arg>" + escaped(argument) + "</arg>")
                .collect(Collectors.joining("\n"));
    }

    private static String template(String name) {
        try (InputStream in = ChildConfiguration.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
