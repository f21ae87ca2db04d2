package org.carrel.ingest;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How a child is started: by a shell script that empties the environment, closes the network and
 * sets the kernel's bounds, and then becomes the JVM. The JDK closes every descriptor but the first
 * three before the script begins.
 */
final class ChildLaunch {

    /** Of native code, threads and the JVM itself, beside its heap. */
    private static final long MEMORY_BESIDE_HEAP = 2L * 1024 * 1024 * 1024;

    private static final int PROBE_SECONDS = 30;
    private static final String PROBE =
            "readlink /proc/self/ns/net; readlink /proc/self/ns/pid;"
                    + " grep NoNewPrivs /proc/self/status; true";

    private final ExtractorSettings settings;
    private final String mainClass;
    private final String script;

    /**
     * @param mainClass of the child, on its class path
     */
    ChildLaunch(ExtractorSettings settings, String mainClass) {
        this.settings = settings;
        this.mainClass = mainClass;
        this.script = resource("extraction.sh");
    }

    /** Starts a JVM in a folder that was prepared. */
    Process start(ChildFolder folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(settings.javaExecutable().toString());
        command.addAll(virtualMachine(folder));
        command.add(mainClass);
        return isolated(folder, command).redirectError(folder.errors().toFile()).start();
    }

    /**
     * Tries what the kernel grants, with a command that looks at itself.
     *
     * @throws ExtractionUnavailableException when the script does not come to its end, among others
     *     because a network namespace is required and refused
     */
    Isolation probe(ChildFolder folder) throws IOException, InterruptedException {
        Process process =
                isolated(folder, List.of("/bin/sh", "-c", PROBE))
                        .redirectError(folder.errors().toFile())
                        .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new ExtractionUnavailableException(
                    "the launch script of extraction fails: " + firstLine(folder.errors()));
        }
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).readAllLines();
        return new Isolation(
                isOther("net", lines),
                isOther("pid", lines),
                lines.stream().anyMatch(line -> line.matches("NoNewPrivs:\\s*1")));
    }

    private static boolean isOther(String namespace, List<String> lines) throws IOException {
        Path link = Path.of("/proc/self/ns", namespace);
        if (!Files.isSymbolicLink(link)) {
            return false;
        }
        String own = Files.readSymbolicLink(link).toString();
        return lines.stream()
                .anyMatch(line -> line.startsWith(namespace + ":[") && !line.equals(own));
    }

    private ProcessBuilder isolated(ChildFolder folder, List<String> command) {
        List<String> whole = new ArrayList<>();
        whole.addAll(List.of("/bin/sh", "-c", script, "extraction"));
        whole.add(folder.path().toString());
        whole.add(settings.requireNetworkNamespace() ? "required" : "optional");
        whole.add(Long.toString(settings.heapBytes() + MEMORY_BESIDE_HEAP));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().clear();
        return builder;
    }

    private List<String> virtualMachine(ChildFolder folder) {
        return List.of(
                "-Xmx" + settings.heapBytes(),
                "-XX:MaxDirectMemorySize=64m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:ReservedCodeCacheSize=64m",
                // This collector gives up on a heap that is full; the serial one grinds on.
                "-XX:+UseParallelGC",
                "-XX:ParallelGCThreads=2",
                "-XX:GCTimeLimit=80",
                "-XX:GCHeapFreeLimit=10",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Djava.io.tmpdir=" + folder.scratch(),
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED", // Tesseract
                "-Dfile.encoding=UTF-8",
                "-cp",
                settings.classPath().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    /** What the script or the JVM said before any file was read; at most 200 plain characters. */
    static String firstLine(Path errors) {
        try (InputStream in = Files.newInputStream(errors)) {
            String start = new String(in.readNBytes(200), StandardCharsets.UTF_8);
            String line = start.strip().lines().findFirst().orElse("no reason given");
            return line.replaceAll("\\p{Cntrl}", " ");
        } catch (IOException e) {
            return "no reason given";
        }
    }

    private static String resource(String name) {
        try (InputStream in = ChildLaunch.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
