package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "eval",
        description = {
            "Asks every question of a file, one a line, through the server's own API. Prints how"
                    + " many were answered and the times at the median and the 95th percentile.",
        })
final class EvalCommand implements Callable<Integer> {
    private static final List<String> TIMES =
            List.of("retrievalMs", "evidenceMs", "firstTokenMs", "totalMs");

    @Parameters(paramLabel = "SET", description = "A text file with one question a line")
    private Path set = Path.of("");

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            required = true,
            description = "Ask this collection")
    private String collection = "";

    @Option(
            names = "--route",
            paramLabel = "ROUTE",
            description = "${COMPLETION-CANDIDATES}; default auto")
    private AskCommand.Route route = AskCommand.Route.auto;

    @Option(names = "--out", paramLabel = "FILE", description = "Write every answer here as JSON")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        List<String> questions =
                Files.readAllLines(set).stream().filter(line -> !line.isBlank()).toList();
        if (questions.isEmpty()) {
            throw new LaunchFailure(set + " holds no question");
        }
        List<JsonNode> answers = Session.with(session -> ask(session.api(), questions));
        print(answers);
        if (out != null) {
            Json.MAPPER.writerWithDefaultPrettyPrinter().writeValue(out.toFile(), answers);
        }
        return 0;
    }

    private List<JsonNode> ask(Api api, List<String> questions) {
        String id =
                api.collectionNamed(collection)
                        .orElseThrow(() ->
                                new LaunchFailure("there is no collection \"" + collection + "\""))
                        .id();
        List<JsonNode> answers = new ArrayList<>();
        for (String question : questions) {
            ObjectNode body = Json.MAPPER.createObjectNode();
            body.put("question", question).put("route", route.name());
            body.putArray("collections").add(id);
            answers.add(api.ask(body));
        }
        return answers;
    }

    private static void print(List<JsonNode> answers) {
        long grounded =
                answers.stream()
                        .filter(answer -> answer.path("outcome").asText().equals("grounded"))
                        .count();
        System.out.printf(
                "%d questions over %d documents, %d answered, %d not%n",
                answers.size(),
                answers.getFirst().path("searched").asInt(),
                grounded,
                answers.size() - grounded);
        for (String time : TIMES) {
            long[] sorted =
                    answers.stream()
                            .map(answer -> answer.path("timings").path(time))
                            .filter(JsonNode::isNumber)
                            .mapToLong(JsonNode::asLong)
                            .sorted()
                            .toArray();
            if (sorted.length > 0) {
                System.out.println(line(time, sorted));
            }
        }
    }

    /// @param sorted at least one, ascending
    static String line(String name, long[] sorted) {
        return String.format(
                Locale.ROOT,
                "  %-14s p50 %6d   p95 %6d   max %6d",
                name,
                percentile(sorted, 50),
                percentile(sorted, 95),
                Arrays.stream(sorted).max().orElseThrow());
    }

    /// The nearest-rank percentile.
    private static long percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }
}
