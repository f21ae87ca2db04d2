package org.carrel.models.child;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.carrel.models.runtime.WritingModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AttendedTest {

    private static final int ALONE = 129;

    @TempDir private Path folder;

    @Test
    void inputEndsWithAnEmptyLineOrByItself() throws IOException {
        assertArrayEquals(bytes("a\nb\n"), Attended.toEmptyLine(in("a\nb\n\nc\n")));
        assertArrayEquals(bytes("a"), Attended.toEmptyLine(in("a")));
        assertArrayEquals(bytes(""), Attended.toEmptyLine(in("\nrest")));
    }

    /** As when a server is killed: the operating system closes what it held open. */
    @Test
    void aChildEndsWithWhoeverStartedIt() throws Exception {
        Path model = WritingModel.writeEndless(folder.resolve("small"));
        Process child = trial(model);
        try (OutputStream in = child.getOutputStream();
                BufferedReader out = child.inputReader()) {
            in.write(bytes(prompts()));
            in.flush();
            assertTrue(out.readLine().startsWith("{\"id\":\"p\""));
            Thread reader = Thread.startVirtualThread(() -> out.lines().forEach(line -> {}));
            in.close();
            assertEquals(ALONE, child.waitFor());
            reader.join();
        } finally {
            child.destroyForcibly();
        }
    }

    private Process trial(Path model) throws IOException {
        String classPath =
                ChildClassPath.ofRunningJvm().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        classPath,
                        Attended.class.getName(),
                        Attended.TRIAL,
                        "--model",
                        model.toString(),
                        "--work",
                        folder.toString(),
                        "--threads",
                        "1",
                        "--prompt-seconds",
                        "50",
                        "--seconds",
                        "50")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String prompts() {
        String line =
                """
                {"id":"p","system":"","user":"why","maxTokens":150,"stops":[]}
                """;
        return line.repeat(20_000) + "\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(bytes(text));
    }
}
