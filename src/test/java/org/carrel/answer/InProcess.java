package org.carrel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.carrel.access.ReadableCollections;
import org.carrel.access.Scopes;
import org.carrel.ingest.Extraction;
import org.carrel.ingest.Extractor;
import org.carrel.ingest.ExtractorSettings;
import org.carrel.launch.eval.Server;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.carrel.search.BenchIndex;
import org.carrel.search.Filter;
import org.carrel.search.Found;
import org.carrel.search.Hit;
import org.carrel.search.Query;
import org.carrel.search.Ranking;
import org.carrel.search.Versions;

/**
 * Answers the calls of an evaluation in its own process, by the search and the evidence of the
 * server and nothing else of it: no HTTP, no database, no model that writes.
 */
final class InProcess implements Server, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Extractor extractor;
    private final EmbeddingModel embeddings;
    private final BenchIndex index;
    private final EvidenceFinder finder;
    private final AnswerConfig config;

    private InProcess(
            Path folder, Extractor extractor, EmbeddingModel embeddings, AnswerConfig config) {
        this.folder = folder;
        this.extractor = extractor;
        this.embeddings = embeddings;
        this.config = config;
        index = new BenchIndex(folder, embeddings);
        finder = new EvidenceFinder(index.search(), embeddings, config);
    }

    /**
     * With the settings that system properties make, such as {@code
     * -Dcarrel.answer.hedge-from=0.3}.
     *
     * @param folder what is in it from an earlier run is used again
     */
    static InProcess in(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        RuntimeSettings settings = new RuntimeSettings(folder.resolve("models"), 1, 2, 1);
        return new InProcess(
                folder,
                new Extractor(ExtractorSettings.defaults(Files.createTempDirectory("evidence"))),
                new KeptVectors(Models.openEmbeddingModel(settings), folder.resolve("vectors")),
                new SmallRyeConfigBuilder()
                        .addDefaultSources()
                        .addDiscoveredConverters()
                        .withMapping(AnswerConfig.class)
                        .withValidateUnknown(false)
                        .build()
                        .getConfigMapping(AnswerConfig.class));
    }

    @Override
    public String collection(String name) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        try {
            Files.createDirectories(folder.resolve("texts").resolve(id.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id.toString();
    }

    @Override
    public Map<String, Stored> documents(String collection) {
        Map<String, Stored> documents = new HashMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("texts").resolve(collection))) {
            for (Path file : files.toList()) {
                JsonNode kept = JSON.readTree(file.toFile());
                String id = file.getFileName().toString().replace(".json", "");
                documents.put(kept.path("sha256").asText(), new Stored(id, "indexed"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    @Override
    public void ingest(String collection, List<Given> files) {
        try {
            for (Given file : files) {
                if (extractor.extract(file.path(), file.name())
                        instanceof Extraction.Extracted extracted) {
                    UUID id = UUID.randomUUID();
                    index.add(UUID.fromString(collection), id, file.name(), extracted);
                    keep(collection, id, file, extracted);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void keep(String collection, UUID id, Given file, Extraction.Extracted extracted)
            throws IOException {
        ObjectNode kept = JSON.createObjectNode();
        kept.put("sha256", sha256(file.path())).put("text", extracted.text());
        ArrayNode pages = kept.putArray("pages");
        extracted.pages().forEach(page -> pages.addPOJO(page));
        JSON.writeValue(
                folder.resolve("texts").resolve(collection).resolve(id + ".json").toFile(), kept);
    }

    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JVM has it.
        }
    }

    @Override
    public JsonNode text(String document) {
        try (Stream<Path> files = Files.walk(folder.resolve("texts"), 2)) {
            Path file =
                    files.filter(each -> each.endsWith(document + ".json"))
                            .findFirst()
                            .orElseThrow();
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public JsonNode search(ObjectNode query) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode hits = answer.putArray("hits");
        for (Hit hit : found(query).hits()) {
            hits.addObject()
                    .put("documentId", hit.documentId().toString())
                    .put("start", hit.start())
                    .put("end", hit.end());
        }
        return answer;
    }

    /** What a search finds, whole. */
    Found found(ObjectNode query) {
        String text = query.path("query").asText();
        return index.search()
                .find(
                        scope(query),
                        new Query(
                                text,
                                embeddings.embedQuery(text),
                                within(query),
                                Versions.LATEST,
                                Ranking.valueOf(
                                        query.path("ranking")
                                                .asText("fused")
                                                .toUpperCase(Locale.ROOT)),
                                query.path("limit").asInt()));
    }

    @Override
    public JsonNode ask(ObjectNode asked) {
        long arrived = System.nanoTime();
        ReadableCollections scope = scope(asked);
        Question question =
                new Question(
                        asked.path("question").asText(),
                        null,
                        null,
                        "extract",
                        false,
                        null,
                        null,
                        false);
        Evidence evidence = finder.find(scope, question.question(), within(asked), Versions.LATEST);
        Prepared prepared =
                new Prepared(
                        UUID.randomUUID(),
                        scope,
                        question,
                        Standalone.asAsked(question.question()),
                        evidence,
                        null,
                        new Router(config)
                                .decide(question.question(), evidence, Route.EXTRACT, Set.of()),
                        List.of(),
                        null,
                        List.of(),
                        arrived);
        Composed composed =
                switch (evidence) {
                    case Evidence.Grounded grounded -> Composed.extracted(grounded);
                    case Evidence.Insufficient none ->
                            Composed.silent(Answer.SILENT, none.nearest(), null);
                };
        return JSON.valueToTree(Answer.of(prepared, composed, null, prepared.millis()));
    }

    private static ReadableCollections scope(ObjectNode asked) {
        return Scopes.of(ids(asked.path("collections")));
    }

    private static Filter within(ObjectNode asked) {
        return Filter.in(ids(asked.path("documents")));
    }

    private static Set<UUID> ids(JsonNode array) {
        Set<UUID> ids = new HashSet<>();
        array.forEach(each -> ids.add(UUID.fromString(each.asText())));
        return ids;
    }

    @Override
    public JsonNode summary(String document, ObjectNode wish) {
        throw new UnsupportedOperationException("no summaries here");
    }

    @Override
    public void remove(String collection) {
        throw new UnsupportedOperationException("collections are kept here");
    }

    @Override
    public void close() throws IOException {
        extractor.close();
        embeddings.close();
    }
}
