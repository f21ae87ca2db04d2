package org.carrel.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Documents and questions of an evaluation folder.
 *
 * @param documents text by path
 * @param ranked whether documents are ranked; else ranges of text are looked for
 */
record BenchSet(Map<String, String> documents, List<Question> questions, boolean ranked) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A question.
     *
     * @param group by which figures are given
     * @param answers by document; without a range where the whole document answers
     */
    record Question(String text, String group, Map<String, BitSet> answers) {

        double recall(List<Hit> hits, Map<UUID, String> paths) {
            long all = 0;
            long found = 0;
            for (Map.Entry<String, BitSet> answer : answers.entrySet()) {
                BitSet held = new BitSet();
                hits.stream()
                        .filter(hit -> answer.getKey().equals(paths.get(hit.documentId())))
                        .forEach(hit -> held.set(hit.start(), hit.end()));
                held.and(answer.getValue());
                all += answer.getValue().cardinality();
                found += held.cardinality();
            }
            return all == 0 ? 0 : (double) found / all;
        }

        double wrong(List<Hit> hits, Map<UUID, String> paths) {
            return hits.stream()
                    .mapToInt(hit -> answers.containsKey(paths.get(hit.documentId())) ? 0 : 1)
                    .average()
                    .orElse(0);
        }

        double gain(List<Hit> hits, Map<UUID, String> paths, int depth) {
            Set<String> ranked = new LinkedHashSet<>();
            hits.forEach(hit -> ranked.add(paths.getOrDefault(hit.documentId(), "")));
            double gain = 0;
            double ideal = 0;
            int rank = 1;
            for (String path : ranked.stream().limit(depth).toList()) {
                gain += answers.containsKey(path) ? 1 / log2(rank + 1) : 0;
                rank++;
            }
            for (int i = 1; i <= Math.min(depth, answers.size()); i++) {
                ideal += 1 / log2(i + 1);
            }
            return gain / ideal;
        }

        private static double log2(int value) {
            return Math.log(value) / Math.log(2);
        }
    }

    static BenchSet read(Path folder, boolean development) throws IOException {
        return Files.exists(folder.resolve("corpus.jsonl"))
                ? beir(folder, development)
                : spans(folder, development);
    }

    private static BenchSet beir(Path folder, boolean development) throws IOException {
        Map<String, String> documents = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("corpus.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            documents.put(
                    node.get("_id").asText(),
                    node.get("title").asText() + "\n\n" + node.get("text").asText());
        }
        Map<String, Map<String, BitSet>> answers = new HashMap<>();
        for (Path file : files(folder.resolve("qrels"))) {
            for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
                String[] parts = line.split("\t", -1);
                if (Integer.parseInt(parts[2]) > 0) {
                    answers.computeIfAbsent(parts[0], _ -> new LinkedHashMap<>())
                            .put(parts[1], new BitSet());
                }
            }
        }
        List<Question> questions = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("queries.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            Map<String, BitSet> own = answers.getOrDefault(node.get("_id").asText(), Map.of());
            if (!own.isEmpty()
                    && development
                            == RetrievalBench.isDevelopment(own.keySet().iterator().next())) {
                questions.add(new Question(node.get("text").asText(), "all", own));
            }
        }
        return new BenchSet(documents, questions, true);
    }

    private static BenchSet spans(Path folder, boolean development) throws IOException {
        Path corpus = folder.resolve("corpus");
        Map<String, String> documents = new LinkedHashMap<>();
        for (Path file : files(corpus)) {
            documents.put(corpus.relativize(file).toString(), Files.readString(file));
        }
        List<Question> questions = new ArrayList<>();
        for (Path file : files(folder.resolve("benchmarks"))) {
            String group = file.getFileName().toString().replace(".json", "");
            for (JsonNode test : JSON.readTree(file.toFile()).get("tests")) {
                Map<String, BitSet> answers = new LinkedHashMap<>();
                for (JsonNode snippet : test.get("snippets")) {
                    answers.computeIfAbsent(snippet.get("file_path").asText(), _ -> new BitSet())
                            .set(
                                    snippet.get("span").get(0).asInt(),
                                    snippet.get("span").get(1).asInt());
                }
                String first = answers.keySet().iterator().next();
                String name = first.substring(first.lastIndexOf('/') + 1);
                if (development == RetrievalBench.isDevelopment(name)) {
                    questions.add(new Question(test.get("query").asText(), group, answers));
                }
            }
        }
        return new BenchSet(documents, questions, false);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
