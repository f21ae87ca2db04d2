package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LauncherTest {
    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();
    private final CommandLine launcher =
            Launcher.commandLine()
                    .setErr(new PrintWriter(errors, true))
                    .setOut(new PrintWriter(output, true));

    @Test
    void everyCommandExplainsItself() {
        for (String command : launcher.getSubcommands().keySet()) {
            assertEquals(0, launcher.execute(command, "--help"), command);
            assertTrue(output.toString().contains("Usage: carrel " + command), command);
        }
    }

    @Test
    void theScriptKnowsEveryCommand() throws IOException {
        // The tests run in the module's folder.
        String script = Files.readString(Path.of("..", "carrel"));
        for (String command : launcher.getSubcommands().keySet()) {
            assertTrue(script.contains("\n  " + command + " "), command + " is in the help");
            assertTrue(
                    script.lines()
                            .map(String::strip)
                            .filter(line -> line.matches("[a-z |]+\\)"))
                            .flatMap(line -> Stream.of(line.split("[ |)]+")))
                            .anyMatch(command::equals),
                    command + " is handed on");
        }
    }

    @Test
    void aWrongCommandLineIsOneLineAndStatusTwo() {
        for (String[] wrong :
                new String[][] {
                    {"frobnicate"},
                    {"up", "--sideways"},
                    {"ask"},
                    {"summary"},
                    {"summary", "a.pdf", "--style", "sonnet"},
                    {"ingest", "a.pdf"},
                    {"ingest", "a.pdf", "--collection", "x", "--kind", "zoo"},
                    {"token", "--role", "king"},
                    {"models", "import"},
                    {"models", "activate"},
                    {"models", "keys", "accept", "x"},
                }) {
            errors.getBuffer().setLength(0);
            assertEquals(2, launcher.execute(wrong), String.join(" ", wrong));
            assertTrue(errors.toString().startsWith("carrel: "), errors.toString());
            assertEquals(2, errors.toString().lines().count(), errors.toString());
        }
    }
}
