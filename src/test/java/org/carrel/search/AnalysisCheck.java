package org.carrel.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.carrel.ingest.Outline;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Passages;
import org.carrel.search.terms.Abbreviations;
import org.carrel.search.terms.Identifiers;

/**
 * BM25 over passages' text alone, by Lucene's analyzer for English and by Carrel's, the latter with
 * and without {@link Wording}. Prints nDCG@10 for scifact_beir, and for the subsets of
 * legalbench_rag and for cuad the share of the wanted characters in the first 16 passages.
 *
 * <p>To run, after {@code ./mvnw -q -pl src -am test-compile}: this class with the module's test
 * class path and as arguments the folder that holds the three sets, and 0 for the half of the
 * documents that was looked at or 1 for the other (CRC-32 of a file's name or a document's id,
 * modulo 2).
 */
public final class AnalysisCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HITS = 16;
    private static final int GRADED = 10;
    private static final int BUFFER = 512;

    private record Wanted(String document, int start, int end) {}

    private record Question(String text, List<Wanted> wanted) {}

    private record Place(String document, Passage passage) {}

    private final Path sets;
    private final int half;
    private final Wording wording = new Wording(Abbreviations.read(null));

    private AnalysisCheck(Path sets, int half) {
        this.sets = sets;
        this.half = half;
    }

    public static void main(String[] arguments) throws IOException {
        new AnalysisCheck(Path.of(arguments[0]), Integer.parseInt(arguments[1])).run();
    }

    private void run() throws IOException {
        scifact();
        Path rag = sets.resolve("legalbench_rag");
        List<Place> passages = passages(rag.resolve("corpus"));
        for (String subset : List.of("contractnli", "maud", "privacy_qa")) {
            JsonNode tests =
                    JSON.readTree(rag.resolve("benchmarks/" + subset + ".json").toFile())
                            .get("tests");
            List<Question> questions = new ArrayList<>();
            for (JsonNode test : tests) {
                List<Wanted> wanted = new ArrayList<>();
                for (JsonNode snippet : test.get("snippets")) {
                    JsonNode span = snippet.get("span");
                    String file = snippet.get("file_path").asText();
                    wanted.add(new Wanted(file, span.get(0).asInt(), span.get(1).asInt()));
                }
                questions.add(new Question(test.get("query").asText(), wanted));
            }
            compare(subset, passages, questions, false);
        }
        cuad();
    }

    private void scifact() throws IOException {
        Path set = sets.resolve("scifact_beir");
        List<Place> passages = new ArrayList<>();
        for (String line : Files.readAllLines(set.resolve("corpus.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            String text = node.get("title").asText() + "\n" + node.get("text").asText();
            passages.add(
                    new Place(
                            node.get("_id").asText(),
                            new Passage(0, 1, 0, text.length(), text, "")));
        }
        Map<String, List<Wanted>> wanted = new HashMap<>();
        try (Stream<Path> files = Files.list(set.resolve("qrels"))) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] cells = line.split("\t");
                    if (cells[2].equals("1")) {
                        wanted.computeIfAbsent(cells[0], id -> new ArrayList<>())
                                .add(new Wanted(cells[1], 0, 1));
                    }
                }
            }
        }
        List<Question> questions = new ArrayList<>();
        for (String line : Files.readAllLines(set.resolve("queries.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            List<Wanted> there = wanted.getOrDefault(node.get("_id").asText(), List.of());
            questions.add(new Question(node.get("text").asText(), there));
        }
        compare("scifact_beir", passages, questions, true);
    }

    private void cuad() throws IOException {
        Path set = sets.resolve("cuad");
        List<Question> questions = new ArrayList<>();
        for (String line : Files.readAllLines(set.resolve("questions.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            String file = node.get("file").asText();
            String text = Files.readString(set.resolve("txt").resolve(file));
            List<Wanted> wanted = new ArrayList<>();
            for (JsonNode span : node.get("spans")) {
                int start = text.offsetByCodePoints(0, span.get("start").asInt());
                int end = text.offsetByCodePoints(0, span.get("end").asInt());
                wanted.add(new Wanted(file, start, end));
            }
            questions.add(new Question(node.get("nl_question").asText(), wanted));
        }
        compare("cuad", passages(set.resolve("txt")), questions, false);
    }

    private static List<Place> passages(Path folder) throws IOException {
        List<Place> passages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = Files.readString(file);
                List<Page> pages = List.of(new Page(1, 0, text.length()));
                String name = folder.relativize(file).toString();
                Passages.of(text, pages, Outline.of(text, pages, List.of(), List.of()), List.of())
                        .forEach(passage -> passages.add(new Place(name, passage)));
            }
        }
        return passages;
    }

    private void compare(String name, List<Place> passages, List<Question> all, boolean graded)
            throws IOException {
        List<Question> questions =
                all.stream()
                        .filter(each -> !each.wanted().isEmpty())
                        .filter(each -> half(each.wanted().getFirst().document()) == half)
                        .toList();
        double english = mean(new EnglishAnalyzer(), false, passages, questions, graded);
        double plain = mean(Analysis.analyzer(), false, passages, questions, graded);
        double worded = mean(Analysis.analyzer(), true, passages, questions, graded);
        System.out.printf(
                "%s: %d questions; English %.4f, Carrel's %.4f, with wording %.4f%n",
                name, questions.size(), english, plain, worded);
    }

    private double mean(
            Analyzer analyzer,
            boolean worded,
            List<Place> passages,
            List<Question> questions,
            boolean graded)
            throws IOException {
        double sum = 0;
        try (ByteBuffersDirectory index = index(analyzer, passages);
                DirectoryReader reader = DirectoryReader.open(index)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (Question question : questions) {
                BooleanQuery.Builder query = new BooleanQuery.Builder();
                for (String term : Analysis.questionTerms(question.text())) {
                    query.add(
                            new TermQuery(new Term(Fields.TEXT, term)), BooleanClause.Occur.SHOULD);
                }
                if (worded) {
                    wording.of(question.text(), Identifiers.of(question.text()))
                            .forEach(each -> query.add(each, BooleanClause.Occur.SHOULD));
                }
                List<Place> found = new ArrayList<>();
                for (ScoreDoc hit : searcher.search(query.build(), HITS).scoreDocs) {
                    found.add(passages.get(hit.doc));
                }
                sum += graded ? gain(found, question) : recall(found, question);
            }
        }
        return sum / questions.size();
    }

    private static ByteBuffersDirectory index(Analyzer analyzer, List<Place> passages)
            throws IOException {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        // One flush makes one segment, whose numbers are those of the list.
        IndexWriterConfig config = new IndexWriterConfig(analyzer).setRAMBufferSizeMB(BUFFER);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (Place place : passages) {
                Document document = new Document();
                document.add(new TextField(Fields.TEXT, place.passage().text(), Field.Store.NO));
                Exact.index(document, place.passage());
                writer.addDocument(document);
            }
        }
        return directory;
    }

    /** nDCG@10, each wanted document worth the same. */
    private static double gain(List<Place> found, Question question) {
        Set<String> wanted = new HashSet<>();
        question.wanted().forEach(each -> wanted.add(each.document()));
        double got = 0;
        double best = 0;
        for (int i = 0; i < GRADED; i++) {
            double worth = Math.log(2) / Math.log(i + 2);
            got += i < found.size() && wanted.contains(found.get(i).document()) ? worth : 0;
            best += i < wanted.size() ? worth : 0;
        }
        return got / best;
    }

    private static double recall(List<Place> found, Question question) {
        double all = 0;
        double got = 0;
        for (Wanted wanted : question.wanted()) {
            all += wanted.end() - wanted.start();
            for (Place place : found) {
                if (place.document().equals(wanted.document())) {
                    int start = Math.max(place.passage().start(), wanted.start());
                    int end = Math.min(place.passage().end(), wanted.end());
                    got += Math.max(0, end - start);
                }
            }
        }
        return all == 0 ? 0 : got / all;
    }

    private static int half(String document) {
        CRC32 hash = new CRC32();
        hash.update(
                document.substring(document.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % 2);
    }
}
