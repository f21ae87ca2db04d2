package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Both verifiers, in Java and in Python, answer as {@code exports/expected.txt} says. */
class ExportVectorsTest {

    private final Path folder = folder();

    private static Path folder() {
        try {
            var file = ExportVectorsTest.class.getResource("exports/expected.txt");
            Path expected = Path.of(Objects.requireNonNull(file, "expected.txt").toURI());
            return Objects.requireNonNull(expected.getParent(), "its folder");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Vector(String file, String arguments, String answer) {

        static Vector parse(String line) {
            String[] parts = line.split("\t", 3);
            return new Vector(parts[0], parts[1], parts[2]);
        }

        String name() {
            return file + " " + arguments.replaceAll("\\+\\S*", "");
        }
    }

    private List<Vector> vectors() throws IOException {
        return Files.readAllLines(folder.resolve("expected.txt")).stream()
                .map(Vector::parse)
                .toList();
    }

    @TestFactory
    List<DynamicTest> theVerifierInJavaAnswersAsExpected() throws IOException {
        List<DynamicTest> tests =
                vectors().stream()
                        .map(v ->
                                DynamicTest.dynamicTest(
                                        v.name(),
                                        () ->
                                                assertEquals(
                                                        v.answer(),
                                                        ExportVectors.answer(
                                                                folder, v.file(), v.arguments()))))
                        .toList();
        assertTrue(tests.size() > 60, "vectors are missing");
        return tests;
    }

    @TestFactory
    List<DynamicTest> theVerifierInPythonAnswersAsExpected() throws IOException {
        assumeTrue(Python.isThere(), "python3 is not installed: its verifier was not tried");
        return vectors().stream()
                .map(v ->
                        DynamicTest.dynamicTest(
                                v.name(),
                                () ->
                                        assertEquals(
                                                v.answer(),
                                                Python.answer(folder, v.file(), v.arguments()))))
                .toList();
    }

    /** The other implementation, as a process. */
    static final class Python {

        private static final Path PROGRAM = Path.of("verify.py").toAbsolutePath();

        private Python() {}

        static boolean isThere() {
            try {
                return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        static String answer(Path folder, String file, String arguments)
                throws IOException, InterruptedException {
            var command = new ArrayList<>(List.of("python3", "-B", PROGRAM.toString()));
            command.addAll(ExportVectors.commandLine(folder, file, arguments));
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() + "\t" + ExportVectors.place(said);
        }
    }
}
