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
import org.jspecify.annotations.Nullable;

/// A text file with one question a line, asked of a collection that is there. Nothing is scored: it
/// tells how many were answered, and how long it took.
final class QuestionFile {
    private static final List<String> TIMES =
            List.of("retrievalMs", "evidenceMs", "firstTokenMs", "totalMs");

    private final List<String> questions;

    QuestionFile(Path file) throws IOException {
        this.questions = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
        if (questions.isEmpty()) {
            throw new LaunchFailure(file + " holds no question");
        }
    }

    /// @param out where the answers are written
    void run(Api api, String collection, String route, @Nullable Path out) throws IOException {
        String id =
                api.collectionNamed(collection)
                        .orElseThrow(() ->
                                new LaunchFailure("there is no collection \"" + collection + "\""))
                        .id();
        List<JsonNode> answers = new ArrayList<>();
        for (String question : questions) {
            ObjectNode body = Json.MAPPER.createObjectNode();
            body.put("question", question).put("route", route);
            body.putArray("collections").add(id);
            answers.add(api.ask(body));
        }
        print(answers);
        if (out != null) {
            Json.MAPPER.writerWithDefaultPrettyPrinter().writeValue(out.toFile(), answers);
        }
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
