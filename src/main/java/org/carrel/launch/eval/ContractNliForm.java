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

/// ContractNLI (Koreeda and Manning, arXiv 2110.01799): 17 statements about each of many
/// confidentiality agreements. A statement names no document, so it is asked of the one alone; yes
/// is entailment, no is contradiction, and silence is that the agreement does not mention it.
final class ContractNliForm implements SetForm {
    private static final String QUESTIONS = "questions.jsonl";

    @Override
    public boolean fits(Path folder) {
        return Lines.first(folder.resolve(QUESTIONS)).has("hypothesis")
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
            documents.putIfAbsent(name, SetDocument.file(name, text));
            texts.put(name, text);
            String content = contents.computeIfAbsent(name, key -> Lines.text(text));
            items.add(item(node, SetForm.name(folder), name, content));
        }
        return new EvaluationSet(
                SetForm.name(folder),
                List.copyOf(documents.values()),
                texts,
                items,
                List.of(Kind.SEARCH, Kind.ASK),
                Scope.DOCUMENT,
                Map.of(
                        Verdict.YES, "Entailment",
                        Verdict.NO, "Contradiction",
                        Verdict.SILENT, "NotMentioned",
                        Verdict.MAYBE, "NotMentioned"),
                List.of());
    }

    private static Item item(JsonNode node, String group, String file, String text) {
        List<Item.Mark> marks = new ArrayList<>();
        for (JsonNode span : node.path("spans")) {
            marks.add(Marks.of(file, span, text));
        }
        Verdict verdict =
                switch (node.required("label").asText()) {
                    case "Entailment" -> Verdict.YES;
                    case "Contradiction" -> Verdict.NO;
                    default -> Verdict.SILENT;
                };
        return new Item(
                node.required("id").asText(),
                group,
                file,
                question(node.required("hypothesis").asText()),
                List.of(file),
                marks,
                Map.of(),
                Item.Expected.verdict(verdict, verdict == Verdict.SILENT),
                null);
    }

    /// The statement as a question, the same for each.
    static String question(String statement) {
        return "Is it true under this agreement that "
                + statement.strip().replaceFirst("\\.$", "")
                + "?";
    }
}
