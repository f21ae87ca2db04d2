package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.carrel.models.EmbeddingModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedEncoderTest {

    @TempDir private static Path work;

    @SuppressWarnings("NullAway.Init") // opened once before all tests
    private static EmbeddingModel model;

    @BeforeAll
    static void open() {
        model = Models.openEmbeddingModel(new RuntimeSettings(work, 1, 2, 8));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void describesTheWeightsByTheirHash() {
        assertEquals(
                "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4",
                model.description().sha256());
        assertEquals(512, model.description().contextLength());
        assertEquals(384, model.dimensions());
    }

    @Test
    void thePassageThatAnswersIsNearest() {
        float[] question = model.embedQuery("Which state's law governs the agreement?");
        List<float[]> passages =
                model.embedPassages(
                        List.of(
                                "The term commences on May 4, 2016 and lasts three years.",
                                "This contract is subject to the statutes of Delaware.",
                                "Metformin 1000 mg is taken twice daily with food."));
        double right = dot(question, passages.get(1));
        assertTrue(right > dot(question, passages.get(0)));
        assertTrue(right > dot(question, passages.get(2)));
    }

    @Test
    void vectorsHaveLengthOne() {
        for (float[] vector : model.embedPassages(List.of("one", "", "Größe – „täglich“ 日本語 😀"))) {
            assertEquals(1, dot(vector, vector), 1e-5);
        }
    }

    @Test
    void vectorDoesNotDependOnItsNeighbours() {
        List<String> passages =
                IntStream.range(0, 20).mapToObj(i -> "clause " + "and so on ".repeat(i)).toList();
        List<float[]> together = model.embedPassages(passages);
        for (int i = 0; i < passages.size(); i++) {
            float[] alone = model.embedPassages(List.of(passages.get(i))).getFirst();
            assertArrayEquals(alone, together.get(i));
        }
    }

    @Test
    void textBeyondTheContextIsCut() {
        String context = "clause ".repeat(600);
        assertArrayEquals(
                model.embedPassages(List.of(context)).getFirst(),
                model.embedPassages(List.of(context + "payment ".repeat(100_000))).getFirst());
    }

    @Test
    void questionsAndPassagesAreMarkedApart() {
        String text = "governing law";
        float[] passage = model.embedPassages(List.of(text)).getFirst();
        assertTrue(dot(model.embedQuery(text), passage) < 0.999);
    }

    @Test
    void closedModelRefuses() {
        EmbeddingModel closed = Models.openEmbeddingModel(new RuntimeSettings(work, 1, 1, 8));
        closed.close();
        closed.close();
        assertThrows(IllegalStateException.class, () -> closed.embedQuery("why"));
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
    }
}
