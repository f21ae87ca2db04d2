package org.carrel.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.carrel.ingest.describe.DocumentType;
import org.carrel.ingest.describe.Guess;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.ModelDescription;
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

    private static Guess<DocumentType> guess(DocumentType type, double confidence) {
        return new Guess<>(type, confidence, null);
    }

    @Test
    void rulesThatAreSureAreBelieved() {
        List<Guess<DocumentType>> sure =
                List.of(guess(DocumentType.INVOICE, 0.7), guess(DocumentType.LEASE, 0.5));

        assertEquals(sure.getFirst(), types.choose(sure, List.of(RENT)));
    }

    @Test
    void betweenTypesThatTheRulesDoubtTheNearestIsTaken() {
        List<Guess<DocumentType>> doubted =
                List.of(guess(DocumentType.INVOICE, 0.45), guess(DocumentType.LEASE, 0.4));

        assertEquals(DocumentType.LEASE, types.choose(doubted, List.of(RENT)).value());
        assertEquals(DocumentType.INVOICE, types.choose(doubted, List.of(ELSE)).value());
        assertEquals(DocumentType.INVOICE, types.choose(doubted, List.of()).value());
    }

    @Test
    void whereTheRulesKnowNothingATypeMustBeNearAndNearerThanTheNext() {
        List<Guess<DocumentType>> unknown = List.of(guess(DocumentType.OTHER, 0.1));

        assertEquals(DocumentType.LEASE, types.choose(unknown, List.of(RENT, RENT)).value());
        assertEquals(DocumentType.OTHER, types.choose(unknown, List.of(NEITHER)).value());
        // All the other types are one distance away: none is nearer than the next.
        assertEquals(DocumentType.OTHER, types.choose(unknown, List.of(ELSE)).value());
    }
}
