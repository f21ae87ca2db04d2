package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.carrel.ingest.Passage;
import org.carrel.ingest.describe.DocumentType;
import org.carrel.ingest.describe.Guess;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a document's type where the rules are not sure: the type one of whose descriptions in
 * {@code document-types.txt} is nearest to the mean of the document's first passages.
 */
@ApplicationScoped
class DocumentTypes {

    /** The rules are believed from here on. */
    private static final double SURE = 0.6;

    /** The first passages say what a document is; their vectors are there already. */
    private static final int PASSAGES = 6;

    /** How much of a rule's confidence a lead of 0.1 in cosine is worth: a quarter. */
    private static final double WEIGHT = 2.5;

    /** Where the rules know nothing, so near and so much nearer than the next a type must be. */
    private static final double NEAR = 0.62;

    private static final double NEARER = 0.02;

    /** Of a type that only vectors speak for. */
    private static final double BY_VECTORS = 0.4;

    private final EmbeddingModel model;
    private volatile @Nullable Map<DocumentType, List<float[]>> prototypes;

    DocumentTypes(EmbeddingModel model) {
        this.model = model;
    }

    /**
     * The type to go by.
     *
     * @param byRules best first
     * @param vectors of the passages
     */
    Guess<DocumentType> choose(
            List<Guess<DocumentType>> byRules, List<Passage> passages, Vectors vectors) {
        Guess<DocumentType> best = byRules.getFirst();
        if (best.confidence() >= SURE || passages.isEmpty()) {
            return best;
        }
        Map<DocumentType, Double> nearness =
                nearness(mean(vectors.shipped().orElseGet(() -> first(passages))));
        return best.value() == DocumentType.OTHER
                ? nearest(best, nearness)
                : settled(byRules, nearness);
    }

    /** Another encoder's vectors say nothing of the descriptions'. */
    private List<float[]> first(List<Passage> passages) {
        return model.embedPassages(passages.stream().limit(PASSAGES).map(Passage::text).toList());
    }

    private static Guess<DocumentType> nearest(
            Guess<DocumentType> unknown, Map<DocumentType, Double> nearness) {
        List<Map.Entry<DocumentType, Double>> ranked =
                nearness.entrySet().stream()
                        .sorted(Map.Entry.<DocumentType, Double>comparingByValue().reversed())
                        .toList();
        double lead = ranked.getFirst().getValue() - ranked.get(1).getValue();
        return ranked.getFirst().getValue() >= NEAR && lead >= NEARER
                ? new Guess<>(ranked.getFirst().getKey(), BY_VECTORS, null)
                : unknown;
    }

    private static Guess<DocumentType> settled(
            List<Guess<DocumentType>> byRules, Map<DocumentType, Double> nearness) {
        Guess<DocumentType> chosen = byRules.getFirst();
        double most = Double.NEGATIVE_INFINITY;
        for (Guess<DocumentType> each : byRules) {
            double weight = each.confidence() + WEIGHT * nearness.getOrDefault(each.value(), 0.0);
            if (weight > most) {
                most = weight;
                chosen = each;
            }
        }
        return chosen;
    }

    private Map<DocumentType, Double> nearness(float[] mean) {
        Map<DocumentType, Double> nearness = new EnumMap<>(DocumentType.class);
        prototypes()
                .forEach((type, vectors) ->
                        nearness.put(
                                type,
                                vectors.stream()
                                        .mapToDouble(each -> EmbeddingModel.dot(each, mean))
                                        .max()
                                        .orElse(0)));
        return nearness;
    }

    private static float[] mean(List<float[]> vectors) {
        float[] mean = new float[vectors.getFirst().length];
        for (float[] vector : vectors.subList(0, Math.min(PASSAGES, vectors.size()))) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i];
            }
        }
        double length = Math.sqrt(EmbeddingModel.dot(mean, mean));
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (mean[i] / length);
        }
        return mean;
    }

    /** Embedded once, when the first doubtful document comes. */
    private Map<DocumentType, List<float[]>> prototypes() {
        Map<DocumentType, List<float[]>> known = prototypes;
        if (known == null) {
            known = embedded();
            prototypes = known;
        }
        return known;
    }

    private Map<DocumentType, List<float[]>> embedded() {
        Map<DocumentType, List<String>> texts = new EnumMap<>(DocumentType.class);
        for (String line : lines()) {
            String[] parts = line.split(":", 2);
            texts.computeIfAbsent(
                            DocumentType.of(parts[0].strip()).orElseThrow(),
                            type -> new ArrayList<>())
                    .add(parts[1].strip());
        }
        Map<DocumentType, List<float[]>> vectors = new EnumMap<>(DocumentType.class);
        texts.forEach((type, some) -> vectors.put(type, model.embedPassages(some)));
        return vectors;
    }

    private static List<String> lines() {
        try (InputStream in = DocumentTypes.class.getResourceAsStream("document-types.txt")) {
            if (in == null) {
                throw new IllegalStateException("document-types.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
