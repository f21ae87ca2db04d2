package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// An answer of `/ask` or `/documents/{id}/summary`, read as far as it is scored.
///
/// @param outcome `grounded` or `insufficient`
record Reply(
        String outcome,
        boolean hedged,
        String text,
        List<Said> sentences,
        List<Cited> citations,
        List<String> values) {

    record Said(String text, boolean supported, List<Integer> citations) {}

    /// @param page from 1
    record Cited(Passage passage, String documentName, int page, String quote) {}

    static Reply of(JsonNode answer) {
        List<Said> sentences = new ArrayList<>();
        for (JsonNode each : answer.path("sentences")) {
            List<Integer> citations = new ArrayList<>();
            each.path("citations").forEach(index -> citations.add(index.asInt()));
            sentences.add(
                    new Said(
                            each.path("text").asText(),
                            each.path("supported").asBoolean(),
                            citations));
        }
        List<Cited> citations = new ArrayList<>();
        for (JsonNode each : answer.path("citations")) {
            citations.add(
                    new Cited(
                            SearchTask.passage(each),
                            each.path("documentName").asText(),
                            each.path("page").asInt(),
                            each.path("quote").asText()));
        }
        List<String> values = new ArrayList<>();
        for (String field : List.of("text", "normalized")) {
            String value = Lines.text(answer.path("value").path(field));
            if (!value.isBlank()) {
                values.add(value);
            }
        }
        return new Reply(
                answer.path("outcome").asText(),
                answer.path("hedged").asBoolean(),
                answer.path("answer").asText(),
                sentences,
                citations,
                values);
    }

    boolean grounded() {
        return outcome.equals("grounded");
    }

    /// What the sentences point to, in the order in which they do; all that came with the answer if
    /// they point to nothing.
    List<Cited> shown() {
        Set<Integer> indexes = new LinkedHashSet<>();
        sentences.forEach(sentence -> indexes.addAll(sentence.citations()));
        indexes.removeIf(index -> index < 0 || index >= citations.size());
        return indexes.isEmpty() ? citations : indexes.stream().map(citations::get).toList();
    }

    List<Passage> passages() {
        return shown().stream().map(Cited::passage).toList();
    }

    /// Everything that a reader might take as the answer.
    List<String> said() {
        List<String> said = new ArrayList<>(values);
        said.add(text);
        return said;
    }
}
