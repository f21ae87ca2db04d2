package org.carrel.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Answers and documents are shown as text: nothing in them becomes markup or fetches anything. */
class RenderingTest {

    private static final Path UI = Path.of("..", "ui");

    /** The ways past React's escaping. */
    private static final Pattern MARKUP =
            Pattern.compile(
                    "dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\bsrcdoc\\b|createContextualFragment|\\beval\\(|new"
                            + " Function\\(");

    private static final Pattern READERS_OF_MARKUP =
            Pattern.compile(
                    "\"[^\"]*(markdown|marked|remark|rehype|showdown|html-react)[^\"]*\"\\s*:");

    @Test
    void noComponentMakesMarkupOfText() throws IOException {
        try (Stream<Path> sources = Files.walk(UI.resolve("src"))) {
            List<Path> found =
                    sources.filter(Files::isRegularFile)
                            .filter(source -> MARKUP.matcher(read(source)).find())
                            .toList();
            assertEquals(List.of(), found);
        }
        assertFalse(READERS_OF_MARKUP.matcher(read(UI.resolve("package.json"))).find());
    }

    @Test
    void thePolicyLetsNothingRemoteIn() throws IOException {
        Properties settings = new Properties();
        try (var in =
                Files.newBufferedReader(Path.of("main", "resources", "application.properties"))) {
            settings.load(in);
        }
        String policy =
                settings.getProperty(
                        "quarkus.http.filter.carrel.header.\"Content-Security-Policy\"");
        assertTrue(policy.startsWith("default-src 'self';"), policy);
        assertTrue(policy.contains("object-src 'none'"), policy);
        assertFalse(Pattern.compile("https?:|\\*|'unsafe-eval'").matcher(policy).find(), policy);
        String scripts = policy.replaceAll(".*script-src ([^;]*);.*", "$1");
        assertFalse(scripts.contains("'unsafe-inline'"), policy);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
