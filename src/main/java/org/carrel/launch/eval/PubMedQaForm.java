package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carrel.launch.eval.EvaluationSet.Kind;
import org.carrel.launch.eval.EvaluationSet.Scope;

/// PubMedQA, the labelled part (Jin et al., arXiv 1909.06146): questions that an abstract, without
/// its conclusion, answers by yes, no or maybe. Asked over all abstracts.
final class PubMedQaForm implements SetForm {
    private static final String QUESTIONS = "questions.jsonl";

    @Override
    public boolean fits(Path folder) {
        return Lines.first(folder.resolve(QUESTIONS)).has("long_answer")
                && Files.isDirectory(folder.resolve("abstracts"));
    }

    @Override
    public EvaluationSet read(Path folder) {
        Map<String, SetDocument> documents = new LinkedHashMap<>();
        List<Item> items = new ArrayList<>();
        String name = SetForm.name(folder);
        for (JsonNode node : Lines.objects(folder.resolve(QUESTIONS))) {
            String file = Item.fileName(node.required("file").asText());
            documents.putIfAbsent(
                    file, SetDocument.file(file, folder.resolve("abstracts").resolve(file)));
            String id = node.required("id").asText();
            items.add(
                    new Item(
                            id,
                            name,
                            file,
                            node.required("question").asText(),
                            List.of(file),
                            List.of(),
                            Map.of(file, 1),
                            Item.Expected.verdict(
                                    Verdict.named(node.required("answer").asText()), false),
                            null));
        }
        return new EvaluationSet(
                name,
                List.copyOf(documents.values()),
                Map.of(),
                items,
                List.of(Kind.SEARCH, Kind.ASK),
                Scope.COLLECTION,
                Map.of(Verdict.YES, "yes", Verdict.NO, "no", Verdict.MAYBE, "maybe"),
                List.of(Aim.atLeast(Verdicts.ACCURACY, 0.70)));
    }
}
