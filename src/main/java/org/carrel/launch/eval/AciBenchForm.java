package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carrel.launch.eval.EvaluationSet.Kind;
import org.carrel.launch.eval.EvaluationSet.Scope;

/// ACI-Bench (Yim et al., Scientific Data 10, 586, 2023): a visit's conversation, and the note that
/// a clinician wrote of it. The conversations are the documents; a summary is compared to the note.
/// The group `train` is also where a baseline looks for the most similar conversation.
final class AciBenchForm implements SetForm {
    private static final String INDEX = "index.jsonl";

    @Override
    public boolean fits(Path folder) {
        return Files.isRegularFile(folder.resolve(INDEX))
                && Files.isDirectory(folder.resolve("dialogues"))
                && Files.isDirectory(folder.resolve("notes"));
    }

    @Override
    public EvaluationSet read(Path folder) {
        List<SetDocument> documents = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (JsonNode row : Lines.objects(folder.resolve(INDEX))) {
            String file = Item.fileName(row.required("dialogue").asText());
            documents.add(
                    SetDocument.file(file, folder.resolve(row.required("dialogue").asText())));
            items.add(
                    new Item(
                            row.required("id").asText(),
                            row.path("split").asText(SetForm.name(folder)),
                            file,
                            "",
                            List.of(file),
                            List.of(),
                            Map.of(),
                            new Item.Expected(
                                    List.of(),
                                    null,
                                    null,
                                    Lines.text(folder.resolve(row.required("note").asText()))),
                            null));
        }
        return new EvaluationSet(
                SetForm.name(folder),
                documents,
                Map.of(),
                items,
                List.of(Kind.SUMMARY),
                Scope.DOCUMENT,
                Map.of(),
                List.of());
    }
}
