package org.carrel.models.child;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Starts a program: a shell script that empties the environment and closes the network becomes a
 * JVM. The JDK closes every descriptor but the first three before the script begins.
 */
final class ChildLaunch {

    /** Stands for the child's folder among the arguments of a program. */
    static final String FOLDER = "$FOLDER";

    private final Path workFolder;
    private final String classPath;
    private final String script;

    /**
     * @param workFolder in which a child gets a folder; programs may be run from there
     */
    ChildLaunch(Path workFolder) {
        this.workFolder = workFolder;
        this.classPath =
                ChildClassPath.ofRunningJvm().stream()
                        .map(path -> path.toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
        this.script = resource("isolated.sh");
    }

    /**
     * @param heapBytes of the JVM; a model's weights lie beside it
     * @param program and its arguments, see {@link Attended}; {@link #FOLDER} stands for its folder
     * @param input lines of the program's own
     */
    ChildJvm start(long heapBytes, List<String> program, List<String> input) throws IOException {
        ChildFolder folder = ChildFolder.in(workFolder);
        List<String> command = new ArrayList<>();
        command.addAll(List.of("/bin/sh", "-c", script, "model-program"));
        command.add(folder.path().toString());
        command.addAll(virtualMachine(folder, heapBytes));
        command.add(Attended.class.getName());
        program.forEach(word -> command.add(word.equals(FOLDER) ? folder.path().toString() : word));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        try {
            return new ChildJvm(builder.start(), folder, input);
        } catch (IOException e) {
            folder.delete();
            throw e;
        }
    }

    private List<String> virtualMachine(ChildFolder folder, long heapBytes) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapBytes,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Djava.io.tmpdir=" + folder.path(),
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath);
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
