package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carrel.launch.eval.EvaluationSet.Kind;
import org.carrel.launch.eval.EvaluationSet.Scope;

/// Anyone's own set: `documents/` with files of any kind that Carrel reads, and `questions.jsonl`
/// with an object a line. Only `question` is needed:
///
/// | field | |
/// |---|---|
/// | `id` | else the number of the line |
/// | `question` | as a person asks it |
/// | `file` or `files` | what below `documents/` holds the answer |
/// | `quotes` | texts that answer, as they stand in the first of the files; any place will do |
/// | `spans` | `{start, end}`, in code points, for a file that is plain text; `page`, `page_end` |
/// | `answer` | what is expected, or a list of which any will do; yes, no or maybe is a verdict |
/// | `unanswerable` | true if the documents do not say; false if they do |
/// | `group` | questions that are scored together |
///
/// `aims.json`, if there is one, declares aims: `{"metric": 0.8, "another": {"atMost": 0.1}}`.
final class PlainForm implements SetForm {
    private static final String QUESTIONS = "questions.jsonl";

    @Override
    public boolean fits(Path folder) {
        return Files.isDirectory(folder.resolve("documents"))
                && Files.isRegularFile(folder.resolve(QUESTIONS));
    }

    @Override
    public EvaluationSet read(Path folder) {
        Path root = folder.resolve("documents");
        List<SetDocument> documents = new ArrayList<>();
        Map<String, Path> texts = new HashMap<>();
        for (Path file : Lines.below(root)) {
            String name = root.relativize(file).toString();
            documents.add(SetDocument.file(name, file));
            if (name.toLowerCase(Locale.ROOT).endsWith(".txt")) {
                texts.put(name, file);
            }
        }
        List<Item> items = new ArrayList<>();
        for (JsonNode question : Lines.objects(folder.resolve(QUESTIONS))) {
            items.add(item(question, items.size() + 1, folder, texts));
        }
        for (Item item : items) {
            for (String file : item.files()) {
                if (!Files.isRegularFile(root.resolve(file))) {
                    throw new IllegalArgumentException(
                            "question "
                                    + item.id()
                                    + " names "
                                    + file
                                    + ", which is not in "
                                    + root);
                }
            }
        }
        return new EvaluationSet(
                SetForm.name(folder),
                documents,
                texts,
                items,
                items.stream().anyMatch(item -> !item.files().isEmpty())
                        ? List.of(Kind.SEARCH, Kind.ASK)
                        : List.of(Kind.ASK),
                Scope.COLLECTION,
                Map.of(Verdict.YES, "yes", Verdict.NO, "no", Verdict.MAYBE, "maybe"),
                aims(folder.resolve("aims.json")));
    }

    private static Item item(JsonNode node, int number, Path folder, Map<String, Path> texts) {
        String question = Lines.text(node.path("question"));
        if (question.isBlank()) {
            throw new IllegalArgumentException(
                    "question " + number + " of " + folder + " has no \"question\"");
        }
        List<String> files = strings(node.path("files"), node.path("file"));
        String id = node.path("id").asText(Integer.toString(number));
        return new Item(
                id,
                node.path("group").asText(SetForm.name(folder)),
                files.isEmpty() ? id : Item.fileName(files.getFirst()),
                question,
                files,
                marks(node, number, files, texts),
                Map.of(),
                expected(node),
                null);
    }

    private static List<Item.Mark> marks(
            JsonNode node, int number, List<String> files, Map<String, Path> texts) {
        List<Item.Mark> marks = new ArrayList<>();
        List<String> quotes = strings(node.path("quotes"), node.path("quote"));
        if (files.isEmpty() && (!quotes.isEmpty() || !node.path("spans").isEmpty())) {
            throw new IllegalArgumentException(
                    "question " + number + " has quotes or spans, but no \"file\"");
        }
        for (String quote : quotes) {
            marks.add(new Item.Mark(files.getFirst(), null, quote, true, 0, 0));
        }
        for (JsonNode span : node.path("spans")) {
            Path text = texts.get(files.getFirst());
            if (text == null) {
                throw new IllegalArgumentException(
                        "question " + number + " has spans in what is no .txt: use quotes");
            }
            marks.add(Marks.of(files.getFirst(), span, Lines.text(text)));
        }
        return marks;
    }

    private static Item.Expected expected(JsonNode node) {
        List<String> answers = strings(node.path("answers"), node.path("answer"));
        Verdict verdict = answers.size() == 1 ? Verdict.exactly(answers.getFirst()) : null;
        JsonNode unanswerable = node.path("unanswerable");
        Boolean silent =
                unanswerable.isBoolean()
                        ? Boolean.valueOf(unanswerable.asBoolean())
                        : answers.isEmpty() && node.path("quotes").isEmpty() ? null : Boolean.FALSE;
        return new Item.Expected(verdict == null ? answers : List.of(), silent, verdict, null);
    }

    /// The strings of a list, or one alone.
    private static List<String> strings(JsonNode many, JsonNode one) {
        List<String> strings = new ArrayList<>();
        for (JsonNode node : List.of(many, one)) {
            if (node.isArray()) {
                node.forEach(each -> strings.add(each.asText()));
            } else if (!Lines.text(node).isBlank()) {
                strings.add(node.asText());
            }
        }
        return strings;
    }

    static List<Aim> aims(Path file) {
        List<Aim> aims = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            Lines.whole(file)
                    .properties()
                    .forEach(each ->
                            aims.add(
                                    each.getValue().isNumber()
                                            ? Aim.atLeast(each.getKey(), each.getValue().asDouble())
                                            : Aim.atMost(
                                                    each.getKey(),
                                                    each.getValue().path("atMost").asDouble())));
        }
        return aims;
    }
}
