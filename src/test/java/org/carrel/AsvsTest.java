package org.carrel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every test that {@code compliance/controls/asvs.md} names is there, and no row is without a word.
 */
class AsvsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path TABLE = ROOT.resolve("compliance/controls/asvs.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))#(\\w+)`");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+\\.\\d+\\.\\d+) \\|.*");

    @TestFactory
    Stream<DynamicTest> everyNamedTestIsThere() throws IOException {
        List<DynamicTest> tests =
                NAMED.matcher(Files.readString(TABLE))
                        .results()
                        .map(found -> test(found.group(1), found.group(2)))
                        .toList();
        assertFalse(tests.isEmpty());
        return tests.stream();
    }

    @Test
    void everyRequirementHasATestOrSaysWhyNot() throws IOException {
        List<String> rows =
                Files.readString(TABLE)
                        .lines()
                        .filter(line -> ROW.matcher(line).matches())
                        .toList();
        assertFalse(rows.isEmpty());
        for (String row : rows) {
            String[] cells = row.split("(?<!\\\\)\\|", -1);
            assertEquals(7, cells.length, row);
            String proof = cells[5].strip();
            assertTrue(
                    NAMED.matcher(proof).find() || !proof.equals("none") || row.contains("**"),
                    row);
        }
    }

    private static DynamicTest test(String type, String method) {
        return dynamicTest(
                type + "#" + method,
                () ->
                        assertTrue(
                                sources(type)
                                        .anyMatch(source ->
                                                Pattern.compile("\\s" + method + "\\(")
                                                        .matcher(source)
                                                        .find()),
                                "no such test"));
    }

    private static Stream<String> sources(String type) throws IOException {
        return Stream.of("src/test/java", "compliance/src/test/java", "ingest/src/test/java")
                .map(ROOT::resolve)
                .filter(Files::isDirectory)
                .flatMap(AsvsTest::files)
                .filter(file -> file.endsWith(type + ".java"))
                .map(AsvsTest::read);
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
