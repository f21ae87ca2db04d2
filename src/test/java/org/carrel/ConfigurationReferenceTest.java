package org.carrel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table in {@code docs/configuration.md} is that of the code. Written anew by {@code
 * -Dcarrel.rewrite=true}.
 */
class ConfigurationReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final Path SOURCES = Path.of("main", "java");
    private static final String BEGIN = "<!-- keys: made from the code -->\n";
    private static final String END = "<!-- end of keys -->\n";

    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)");

    /** Javadoc, then perhaps a default, then a method without parameters. */
    private static final Pattern KEY =
            Pattern.compile(
                    "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@WithDefault\\(\"([^\"]*)\"\\)\\s*)?"
                            + "([\\w<>]+) (\\w+)\\(\\);",
                    Pattern.DOTALL);

    private static final Pattern METHOD = Pattern.compile("\\w+\\(\\);");

    @Test
    void theReferenceIsThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String made = String.join("", tables()) + "\n";
        if (Boolean.getBoolean("carrel.rewrite")) {
            Files.writeString(PAGE, page.substring(0, begin) + made + page.substring(end));
        } else {
            assertEquals(made, page.substring(begin, end), "run with -Dcarrel.rewrite=true");
        }
    }

    private static List<String> tables() throws IOException {
        List<String> tables = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String source = Files.readString(file);
                Matcher mapping = MAPPING.matcher(source);
                if (mapping.find()) {
                    String body = source.substring(source.indexOf('{', mapping.start()));
                    tables.add(table(mapping.group(1), body));
                }
            }
        }
        assertFalse(tables.isEmpty());
        tables.sort(null);
        return tables;
    }

    private static String table(String prefix, String body) {
        StringBuilder table = new StringBuilder("\n### " + prefix + "\n\n");
        table.append("| key | type | default | meaning |\n|---|---|---|---|\n");
        Matcher key = KEY.matcher(body);
        int keys = 0;
        while (key.find()) {
            keys++;
            table.append(
                    String.format(
                            "| `%s.%s` | %s | %s | %s |%n",
                            prefix,
                            kebab(key.group(4)),
                            key.group(3),
                            key.group(2) == null ? "(none)" : "`" + key.group(2) + "`",
                            meaning(key.group(1))));
        }
        // A key without Javadoc would be left out in silence.
        assertEquals(METHOD.matcher(body).results().count(), keys, prefix + " has a bare key");
        return table.toString();
    }

    private static String meaning(String javadoc) {
        return javadoc.replaceAll("\\s+\\*?\\s*", " ")
                .replaceAll("\\{@code ([^}]+)}", "`$1`")
                .replace("|", "\\|")
                .strip();
    }

    /** The way in which SmallRye Config names the key of a method. */
    private static String kebab(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
