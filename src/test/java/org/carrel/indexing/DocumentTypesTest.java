package org.carrel.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.carrel.ingest.Passage;
import org.carrel.ingest.describe.DocumentType;
import org.carrel.ingest.describe.Guess;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.ModelDescription;
import org.carrel.search.Vectors;
import org.junit.jupiter.api.Test;

class DocumentTypesTest {

    private static final float[] RENT = {1, 0};
    private static final float[] ELSE = {0, 1};
    private static final float[] NEITHER = {0.7f, 0.7f};

    private final DocumentTypes types = new DocumentTypes(new Landlords());

    /** Knows one thing: what a landlord has to do with is a lease. */
    private static final class Landlords implements EmbeddingModel {

        @Override
        public ModelDescription description() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int countTokens(String text) {
            return text.length();
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public float[] embedQuery(String question) {
            return embed(question);
        }

        @Override
        public List<float[]> embedPassages(List<String> passages) {
            return passages.stream().map(Landlords::embed).toList();
        }

        private static float[] embed(String text) {
            return text.contains("landlord") ? RENT : ELSE;
        }

        @Override
        public void close() {}
    }

    private Guess<DocumentType> choose(List<Guess<DocumentType>> byRules, float[]... vectors) {
        List<Passage> passages =
                Collections.nCopies(vectors.length, new Passage(0, 1, 0, 6, "landlord", ""));
        return types.choose(byRules, passages, Vectors.shipped(List.of(vectors)));
    }

    private static Guess<DocumentType> guess(DocumentType type, double confidence) {
        return new Guess<>(type, confidence, null);
    }

    @Test
    void rulesThatAreSureAreBelieved() {
        List<Guess<DocumentType>> sure =
                List.of(guess(DocumentType.INVOICE, 0.7), guess(DocumentType.LEASE, 0.5));

        assertEquals(sure.getFirst(), choose(sure, RENT));
    }

    @Test
    void betweenTypesThatTheRulesDoubtTheNearestIsTaken() {
        List<Guess<DocumentType>> doubted =
                List.of(guess(DocumentType.INVOICE, 0.45), guess(DocumentType.LEASE, 0.4));

        assertEquals(DocumentType.LEASE, choose(doubted, RENT).value());
        assertEquals(DocumentType.INVOICE, choose(doubted, ELSE).value());
        assertEquals(DocumentType.INVOICE, choose(doubted).value());
    }

    @Test
    void whereTheRulesKnowNothingATypeMustBeNearAndNearerThanTheNext() {
        List<Guess<DocumentType>> unknown = List.of(guess(DocumentType.OTHER, 0.1));

        assertEquals(DocumentType.LEASE, choose(unknown, RENT, RENT).value());
        assertEquals(DocumentType.OTHER, choose(unknown, NEITHER).value());
        // All the other types are one distance away: none is nearer than the next.
        assertEquals(DocumentType.OTHER, choose(unknown, ELSE).value());
    }

    @Test
    void whereAnotherEncoderIndexesTheFirstPassagesAreEmbeddedForTheType() {
        List<Guess<DocumentType>> unknown = List.of(guess(DocumentType.OTHER, 0.1));
        List<Passage> passages = List.of(new Passage(0, 1, 0, 15, "The landlord is", ""));
        Vectors others = new Vectors(Map.of("0123456789abcdef", List.of(NEITHER)));

        assertEquals(DocumentType.LEASE, types.choose(unknown, passages, others).value());
    }
}
