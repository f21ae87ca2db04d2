package org.carrel.models.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.carrel.models.runtime.WritingModel;
import org.carrel.models.trial.TrialAnswer.Finish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The trial as whoever starts it sees it: arguments, lines and exit codes. */
@Timeout(120)
class TrialTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void everyPromptIsAnsweredInOrder() throws IOException {
        Path model = WritingModel.write(folder.resolve("small"), "abcde");
        Run run =
                run(
                        model,
                        60,
                        line(prompt("whole", 40)),
                        line(prompt("cut", 3)),
                        line(new TrialPrompt("stopped", "be brief", "why", 40, List.of("d"))));
        assertEquals(0, run.code(), run.err());
        List<TrialAnswer> answers = run.answers();
        assertEquals(
                List.of("whole", "cut", "stopped"), answers.stream().map(TrialAnswer::id).toList());
        assertEquals(
                List.of("abcde", "abc", "abc"), answers.stream().map(TrialAnswer::text).toList());
        assertEquals(
                List.of(Finish.STOP, Finish.LENGTH, Finish.STOP),
                answers.stream().map(TrialAnswer::finish).toList());
        assertTrue(answers.getFirst().promptTokens() > 10);
        assertEquals(3, answers.get(1).generatedTokens());
    }

    @Test
    void theLinesAreThoseThatAreAgreedOn() throws IOException {
        Path model = WritingModel.write(folder.resolve("small"), "ab");
        String prompt =
                """
                {"id":"a","system":"","user":"why","maxTokens":9,"stops":["\\n"]}\
                """;
        JsonNode answer = JSON.readTree(run(model, 60, prompt).out());
        List<String> names = new ArrayList<>();
        answer.fieldNames().forEachRemaining(names::add);
        assertEquals(
                List.of("id", "text", "finish", "promptTokens", "generatedTokens", "millis"),
                names);
        assertEquals("STOP", answer.path("finish").asText());
    }

    @Test
    void aPromptThatDoesNotFitIsRefusedAndTheNextIsAnswered() throws IOException {
        Path model = WritingModel.write(folder.resolve("small"), "ab");
        String much = "q".repeat(WritingModel.CONTEXT);
        Run run =
                run(
                        model,
                        60,
                        line(new TrialPrompt("long", "", much, 9, List.of())),
                        line(prompt("short", 9)));
        assertEquals(0, run.code(), run.err());
        assertEquals(
                List.of(Finish.REFUSED, Finish.STOP),
                run.answers().stream().map(TrialAnswer::finish).toList());
    }

    @Test
    void theTimeOfAllIsBounded() throws IOException {
        Path model = WritingModel.writeEndless(folder.resolve("small"));
        String[] prompts =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> line(prompt("p" + i, 150)))
                        .toArray(String[]::new);
        Run run = run(model, 2, prompts);
        assertEquals(1, run.code());
        assertEquals("trial failed: the time of the trial is over\n", run.err());
        assertFalse(run.answers().isEmpty());
    }

    @Test
    void whatCannotBeTriedIsSaidInOneLine() throws IOException {
        Run none = run(folder.resolve("none"), 60, line(prompt("a", 9)));
        assertEquals(1, none.code());
        assertEquals(
                "trial failed: the model folder %s has no manifest.json\n"
                        .formatted(folder.resolve("none")),
                none.err());
        Path model = WritingModel.write(folder.resolve("small"), "ab");
        assertEquals(
                "trial failed: line 2 is no prompt\n",
                run(model, 60, line(prompt("a", 9)), "{\"id\":\"secret words\"}").err());
        Files.write(model.resolve("model.safetensors"), new byte[20]);
        Run bent = run(model, 60, line(prompt("a", 9)));
        assertEquals(1, bent.code());
        assertEquals(1, bent.err().lines().count(), bent.err());
    }

    @Test
    void wrongArgumentsAreTold() {
        assertEquals(2, execute(new String[] {}, "").code());
        assertEquals(2, execute(arguments(folder, 0), "").code());
        String[] twice = arguments(folder, 5);
        twice[2] = "--model";
        assertEquals(TrialArguments.USAGE + "\n", execute(twice, "").err());
    }

    private record Run(int code, String out, String err) {
        List<TrialAnswer> answers() throws IOException {
            List<TrialAnswer> answers = new ArrayList<>();
            for (String line : out.lines().toList()) {
                answers.add(JSON.readValue(line, TrialAnswer.class));
            }
            return answers;
        }
    }

    private Run run(Path model, int seconds, String... lines) {
        return execute(arguments(model, seconds), String.join("\n", lines));
    }

    private static Run execute(String[] arguments, String in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Trial.execute(
                        arguments,
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String[] arguments(Path model, int seconds) {
        return new String[] {
            "--model", model.toString(),
            "--work", folder.toString(),
            "--threads", "2",
            "--prompt-seconds", "60",
            "--seconds", Integer.toString(seconds)
        };
    }

    private static TrialPrompt prompt(String id, int maxTokens) {
        return new TrialPrompt(id, "", "why", maxTokens, List.of());
    }

    private static String line(TrialPrompt prompt) {
        return JSON.valueToTree(prompt).toString();
    }
}
