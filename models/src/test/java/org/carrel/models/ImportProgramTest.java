package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The importer as the launcher sees it: arguments, lines and exit codes. */
class ImportProgramTest {

    private static final byte[] GGUF = new MadeLlama(1).write().build();

    @TempDir private Path folder;

    @Test
    void theProgramPrintsProgressAndThenTheFolder() throws IOException {
        MadeImport made = MadeImport.of(GGUF, folder);
        Path manifest = folder.resolve("made.json");
        new ObjectMapper().writeValue(manifest.toFile(), made.manifest());
        String[] arguments = arguments(manifest.toString(), made);

        Run first = execute(arguments);
        assertEquals(0, first.code(), first.err());
        List<String> lines = first.out().lines().toList();
        assertEquals("imported " + made.finished(), lines.getLast());
        for (String stage : List.of("verify", "convert", "quantise", "write")) {
            assertTrue(
                    lines.stream()
                            .anyMatch(line -> line.matches("progress " + stage + " (\\d+) \\1")),
                    () -> stage + " is not completed in " + lines);
        }
        assertEquals("present " + made.finished() + "\n", execute(arguments).out());
    }

    @Test
    void theProgramFailsWithOneLine() throws IOException {
        MadeImport made = MadeImport.of(GGUF, folder);
        Run unknown = execute(arguments("no-such-model", made));
        assertEquals(1, unknown.code());
        assertEquals(
                "model import failed: no manifest is shipped for no-such-model\n", unknown.err());
        Run escape = execute(arguments("../../etc/passwd", made));
        assertEquals(1, escape.code());
        assertEquals(2, execute(new String[] {"--manifest"}).code());
        assertEquals(2, execute(new String[] {"--unknown", "x"}).code());
    }

    @Test
    void theProgramImportsAnyFile() throws IOException {
        Path file = Files.write(folder.resolve("some.gguf"), GGUF);
        String models = folder.resolve("models").toString();
        String[] arguments = {"--from", file.toString(), "--name", "mine", "--into", models};
        Run first = execute(arguments);
        assertEquals(0, first.code(), first.err());
        Path made = folder.resolve("models").resolve("mine");
        assertEquals("imported " + made, first.out().lines().toList().getLast());
        assertEquals("present " + made, execute(arguments).out().lines().toList().getLast());
        Run again = execute(new String[] {"--from", models, "--name", "mine", "--into", models});
        assertEquals(1, again.code());
        assertEquals(1, again.err().lines().count(), again.err());
        assertEquals(2, execute(new String[] {"--from", "x", "--name", "y"}).code());
        assertEquals(
                2, execute(new String[] {"--from", "x", "--parts", "y", "--into", models}).code());
    }

    @Test
    void theShippedManifestIsReadAndAddsUp() throws IOException {
        ModelManifest shipped = ModelManifest.load("tinyllama-1.1b-chat");
        assertEquals("Apache-2.0", shipped.licence());
        assertEquals(322_591_712, shipped.bytes());
        assertEquals(2, shipped.parts().size());
    }

    @Test
    void aManifestWhosePathWouldLeaveTheFolderIsRefused() throws IOException {
        Path manifest = folder.resolve("bad.json");
        MadeImport made = MadeImport.of(GGUF, folder);
        String json = new ObjectMapper().writeValueAsString(made.manifest());
        Files.writeString(manifest, json.replace("\"made\"", "\"../made\""));
        Run run = execute(arguments(manifest.toString(), made));
        assertEquals(1, run.code());
        assertTrue(run.err().contains("is malformed"), run.err());
    }

    private record Run(int code, String out, String err) {}

    private static Run execute(String[] arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ModelImport.execute(arguments, new PrintStream(out), new PrintStream(err));
        return new Run(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String[] arguments(String manifest, MadeImport made) {
        String parts = made.parts().get(0) + "," + made.parts().get(1);
        return new String[] {
            "--manifest", manifest, "--parts", parts, "--into", made.models().toString()
        };
    }
}
