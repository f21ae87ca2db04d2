package org.carrel.search;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.Outline;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Passages;
import org.carrel.ingest.describe.Describer;
import org.carrel.ingest.describe.Subject;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.carrel.search.terms.Abbreviations;

/**
 * Measures rankings over an evaluation folder: recall of characters at 16 and the share of hits
 * from a wrong document, or nDCG@10 by each document's best passage.
 *
 * <p>The folder holds {@code benchmarks/*.json} and {@code corpus/} as in LegalBench-RAG, or {@code
 * corpus.jsonl}, {@code queries.jsonl} and {@code qrels/} as in BEIR. Questions are split by their
 * first document: CRC-32 of its file name even is {@code dev}, odd is {@code held}. To run: {@code
 * ./mvnw -q -pl src -am -Dskip.ui -DskipTests test-compile}, then this class with the server
 * module's test class path, {@code --add-modules jdk.incubator.vector}, and as arguments the
 * folder, {@code dev} or {@code held}, and, to embed each passage below a line about its document,
 * {@code context}.
 */
public final class RetrievalBench {

    private static final int HITS = 16;
    private static final int BEST_DOCUMENTS = 10;
    private static final int CANDIDATES = 50;
    private static final int BATCH = 32;
    private static final int LINE = 120;

    private final BenchSet set;
    private final EmbeddingModel model;
    private final boolean context;
    private final PrintStream out;
    private final Describer describer = new Describer();

    private RetrievalBench(BenchSet set, EmbeddingModel model, boolean context, PrintStream out) {
        this.set = set;
        this.model = model;
        this.context = context;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        BenchSet set = BenchSet.read(Path.of(arguments[0]), arguments[1].equals("dev"));
        boolean context = arguments.length > 2 && arguments[2].equals("context");
        Path work = Files.createTempDirectory("bench");
        try (EmbeddingModel model = Models.openEmbeddingModel(new RuntimeSettings(work, 1, 2, 1));
                Directory directory = new ByteBuffersDirectory()) {
            RetrievalBench bench = new RetrievalBench(set, model, context, System.out);
            bench.index(directory);
            try (IndexReader reader = DirectoryReader.open(directory)) {
                bench.measure(reader);
            }
        }
    }

    static boolean isDevelopment(String fileName) {
        CRC32 crc = new CRC32();
        crc.update(fileName.getBytes(StandardCharsets.UTF_8));
        return crc.getValue() % 2 == 0;
    }

    private void index(Directory directory) throws IOException {
        try (IndexWriter writer =
                new IndexWriter(directory, new IndexWriterConfig(Analysis.analyzer()))) {
            for (Map.Entry<String, String> each : set.documents().entrySet()) {
                String text = each.getValue();
                List<Page> pages = List.of(new Page(1, 0, text.length()));
                List<Passage> passages =
                        Passages.of(
                                text,
                                pages,
                                Outline.of(text, pages, List.of(), List.of()),
                                List.of());
                About about = about(each.getKey(), text);
                Source source = new Source(new UUID(0, 0), id(each.getKey()), 1, about);
                String above = context ? line(about) + "\n" : "";
                List<String> embedded =
                        passages.stream().map(passage -> above + passage.text()).toList();
                writer.addDocuments(Fields.of(source, passages, vectors(embedded)));
            }
        }
    }

    private List<float[]> vectors(List<String> texts) {
        List<float[]> vectors = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += BATCH) {
            vectors.addAll(
                    model.embedPassages(texts.subList(from, Math.min(from + BATCH, texts.size()))));
        }
        return vectors;
    }

    private About about(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        List<Page> pages = List.of(new Page(1, 0, text.length()));
        return BenchIndex.about(
                describer, new Subject(name, "text/plain", text, pages, FileProperties.NONE, null));
    }

    /** A line for a reader who sees a passage alone, some thirty tokens of the model's 512. */
    private static String line(About about) {
        String line =
                Stream.of(
                                Stream.ofNullable(about.type()),
                                about.people().stream().limit(3),
                                Stream.ofNullable(about.date()),
                                Stream.of(About.words(about.name())))
                        .flatMap(each -> each)
                        .collect(Collectors.joining(". "));
        return line.substring(0, Math.min(LINE, line.length()));
    }

    private static UUID id(String path) {
        return UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8));
    }

    private void measure(IndexReader reader) throws IOException {
        Map<UUID, String> paths = new HashMap<>();
        set.documents().keySet().forEach(path -> paths.put(id(path), path));
        Weights chosen = Weights.CHOSEN;
        show("words", reader, paths, Ranking.WORDS, chosen);
        show("vectors", reader, paths, Ranking.VECTORS, chosen);
        for (double share : new double[] {0.1, 0.2, 0.3, 0.4, 0.5}) {
            Weights weights = new Weights(share, chosen.path(), chosen.name());
            show("fused, words " + share, reader, paths, Ranking.FUSED, weights);
        }
        for (float path : new float[] {0, 0.3f, 1}) {
            Weights weights = new Weights(chosen.words(), path, chosen.name());
            show("fused, path " + path, reader, paths, Ranking.FUSED, weights);
        }
    }

    private void show(
            String name,
            IndexReader reader,
            Map<UUID, String> paths,
            Ranking ranking,
            Weights weights)
            throws IOException {
        Ranker ranker =
                new Ranker(
                        model,
                        new Wording(Abbreviations.read(null)),
                        new InstalledReranker(Optional.empty(), 1, Duration.ZERO),
                        CANDIDATES,
                        weights);
        Map<String, double[]> sums = new TreeMap<>();
        int limit = set.ranked() ? CANDIDATES : HITS;
        for (BenchSet.Question question : set.questions()) {
            float[] vector = model.embedQuery(question.text());
            List<Hit> hits =
                    ranker.of(
                                    reader,
                                    new Query(
                                            question.text(),
                                            vector,
                                            Filter.NONE,
                                            Versions.LATEST,
                                            ranking,
                                            limit),
                                    Encoders.shipped(model).current())
                            .hits();
            double[] sum = sums.computeIfAbsent(question.group(), _ -> new double[3]);
            sum[0]++;
            if (set.ranked()) {
                sum[1] += question.gain(hits, paths, BEST_DOCUMENTS);
            } else {
                sum[1] += question.recall(hits, paths);
                sum[2] += question.wrong(hits, paths);
            }
        }
        sums.forEach((group, sum) ->
                out.printf(
                        "%-20s %-14s n=%4.0f  %s %.4f  wrong %.3f%n",
                        name,
                        group,
                        sum[0],
                        set.ranked() ? "nDCG@10" : "recall@16",
                        sum[1] / sum[0],
                        sum[2] / sum[0]));
    }
}
