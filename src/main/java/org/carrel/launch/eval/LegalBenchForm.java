package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carrel.launch.eval.EvaluationSet.Kind;
import org.carrel.launch.eval.EvaluationSet.Scope;

/// LegalBench-RAG (Pipitone and Houir Alami, arXiv 2408.10343): questions over four kinds of legal
/// documents, each with the exact characters that answer it. All documents are one corpus; each
/// file of `benchmarks/` is a group.
final class LegalBenchForm implements SetForm {
    @Override
    public boolean fits(Path folder) {
        return !Lines.files(folder.resolve("benchmarks"), "*.json").isEmpty()
                && Files.isDirectory(folder.resolve("corpus"));
    }

    @Override
    public EvaluationSet read(Path folder) {
        Path corpus = folder.resolve("corpus");
        List<SetDocument> documents = new ArrayList<>();
        Map<String, Path> texts = new HashMap<>();
        for (Path file : Lines.below(corpus)) {
            String name = corpus.relativize(file).toString();
            documents.add(SetDocument.file(name, file));
            texts.put(name, file);
        }
        Map<String, String> contents = new HashMap<>();
        List<Item> items = new ArrayList<>();
        for (Path benchmark : Lines.files(folder.resolve("benchmarks"), "*.json")) {
            String group = SetForm.name(benchmark).replaceFirst("\\.json$", "");
            int number = 0;
            for (JsonNode test : Lines.whole(benchmark).path("tests")) {
                items.add(item(test, group, ++number, texts, contents));
            }
        }
        return new EvaluationSet(
                SetForm.name(folder),
                documents,
                texts,
                items,
                List.of(Kind.SEARCH),
                Scope.COLLECTION,
                Map.of(),
                List.of(
                        Aim.timesBest(SearchScores.RECALL + 16, 1.15),
                        Aim.atMost(SearchScores.WRONG_DOCUMENTS + 16, 0.15)));
    }

    private static Item item(
            JsonNode test,
            String group,
            int number,
            Map<String, Path> texts,
            Map<String, String> contents) {
        List<Item.Mark> marks = new ArrayList<>();
        Set<String> files = new LinkedHashSet<>();
        for (JsonNode snippet : test.path("snippets")) {
            String file = snippet.required("file_path").asText();
            Path path = texts.get(file);
            if (path == null) {
                throw new IllegalArgumentException("corpus/ lacks " + file);
            }
            String text = contents.computeIfAbsent(file, key -> Lines.text(path));
            JsonNode span = snippet.path("span");
            Range range = Lines.range(span.path(0), span.path(1), text);
            marks.add(
                    new Item.Mark(
                            file, range, text.substring(range.start(), range.end()), false, 0, 0));
            files.add(file);
        }
        return new Item(
                group + "-" + number,
                group,
                files.isEmpty() ? group : Item.fileName(files.iterator().next()),
                test.required("query").asText(),
                List.copyOf(files),
                marks,
                Map.of(),
                Item.Expected.NOTHING,
                null);
    }
}
