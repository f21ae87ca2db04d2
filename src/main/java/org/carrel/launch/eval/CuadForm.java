package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carrel.launch.eval.EvaluationSet.Kind;
import org.carrel.launch.eval.EvaluationSet.Scope;
import org.jspecify.annotations.Nullable;

/// CUAD v1 (Hendrycks et al., arXiv 2103.06268): contracts as filed, 41 questions each, most of
/// them about what a contract does not say. The PDFs are what is read, the texts what the marks
/// count in.
final class CuadForm implements SetForm {
    private static final String QUESTIONS = "questions.jsonl";

    @Override
    public boolean fits(Path folder) {
        return Lines.first(folder.resolve(QUESTIONS)).has("nl_question")
                && Files.isDirectory(folder.resolve("txt"));
    }

    @Override
    public EvaluationSet read(Path folder) {
        Map<String, SetDocument> documents = new LinkedHashMap<>();
        Map<String, Path> texts = new HashMap<>();
        Map<String, String> contents = new HashMap<>();
        List<Item> items = new ArrayList<>();
        for (JsonNode node : Lines.objects(folder.resolve(QUESTIONS))) {
            String name = node.required("file").asText();
            Path text = folder.resolve("txt").resolve(name);
            Path pdf = folder.resolve("pdf").resolve(node.path("pdf").asText(" "));
            documents.putIfAbsent(
                    name,
                    Files.isRegularFile(pdf)
                            ? SetDocument.file(pdf.getFileName().toString(), pdf)
                            : SetDocument.file(name, text));
            String document = documents.get(name).name();
            texts.put(document, text);
            items.add(
                    item(
                            node,
                            SetForm.name(folder),
                            document,
                            contents.computeIfAbsent(name, key -> Lines.text(text))));
        }
        return new EvaluationSet(
                SetForm.name(folder),
                List.copyOf(documents.values()),
                texts,
                items,
                List.of(Kind.SEARCH, Kind.ASK),
                Scope.COLLECTION,
                Map.of(),
                List.of(
                        Aim.atLeast(AskScores.PAGE_HIT, 0.85),
                        Aim.atLeast(AskScores.REFUSED_SILENT, 0.90),
                        Aim.atMost(AskScores.REFUSED_ANSWERABLE, 0.10),
                        Aim.atLeast(AskScores.QUOTE_EXACT, 1),
                        Aim.atMost(AskScores.UNSUPPORTED, 0.03)));
    }

    private static Item item(JsonNode node, String group, String document, String text) {
        List<Item.Mark> marks = new ArrayList<>();
        for (JsonNode span : node.path("spans")) {
            marks.add(Marks.of(document, span, text));
        }
        String answer = Lines.text(node.path("human_answer"));
        @Nullable Verdict verdict = Verdict.exactly(answer);
        return new Item(
                node.required("id").asText(),
                group,
                node.required("file").asText(),
                node.required("nl_question").asText(),
                List.of(document),
                marks,
                Map.of(),
                new Item.Expected(
                        // "Yes" says here that there is such a clause, which is not an answer.
                        answer.isBlank() || verdict != null ? List.of() : List.of(answer),
                        node.path("is_impossible").asBoolean(),
                        null,
                        null),
                null);
    }
}
