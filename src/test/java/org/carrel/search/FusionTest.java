package org.carrel.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scores by hand, over an index of four passages in two pieces. */
class FusionTest {

    private static final float[] ASKED = {1, 0};

    /** Gives one point to each passage that speaks of rent. */
    private static final Query RENT =
            new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(Fields.TEXT, "rent"))), 1);

    private static final TopDocs NONE = found();

    private final Directory directory = new ByteBuffersDirectory();
    private final IndexReader reader;

    FusionTest() throws IOException {
        try (IndexWriter writer = new IndexWriter(directory, form())) {
            writer.addDocument(passage("rent", 0, 1)); // Cosine 0.
            writer.addDocument(passage("rent", 1, 0)); // Cosine 1.
            writer.commit();
            writer.addDocument(passage("rent", 0.6f, 0.8f)); // Cosine 0.6.
            writer.addDocument(passage("roof", -1, 0)); // Cosine -1.
        }
        reader = DirectoryReader.open(directory);
    }

    @Test
    void bothScoresCountByTheirShareOnTheScaleOfWhatWasFound() throws IOException {
        // Words 4/4, 2/4, 1/4 (found by vector alone); cosines 0, 1, 0.6 on the scale 0 to 1.
        ScoreDoc[] joined = fuse(0.5, found(0, 4, 1, 2), found(1, 1, 2, 1), 10);
        assertOrder(joined, 1, 0, 2);
        assertScores(joined, 0.5 * 0.5 + 0.5 * 1, 0.5 * 1 + 0, 0.5 * 0.25 + 0.5 * 0.6);
    }

    @Test
    void theShareOfTheWordsDecides() throws IOException {
        TopDocs words = found(0, 4, 1, 2);
        TopDocs vectors = found(1, 1, 2, 1);
        assertOrder(fuse(1, words, vectors, 10), 0, 1, 2);
        assertOrder(fuse(0, words, vectors, 10), 1, 2, 0);
    }

    @Test
    void whatTheVectorsFoundWithoutAWordOfTheQuestionHasNoneOfTheirShare() throws IOException {
        // The cosine of the fourth, -1, is the least of all.
        ScoreDoc[] joined = fuse(0.5, found(0, 4), found(1, 1, 3, 1), 10);
        assertOrder(joined, 0, 1, 3);
        assertScores(joined, 0.5 + 0.5 * 0.5, 0.5 * 0.25 + 0.5, 0);
    }

    @Test
    void tiesKeepTheOrderOfTheIndexWhicheverListTheyStandIn() throws IOException {
        ScoreDoc[] joined = fuse(1, found(2, 3, 0, 3), found(1, 1), 10);
        assertOrder(joined, 0, 2, 1);
        assertScores(joined, 1, 1, 1 / 3.0);
    }

    @Test
    void oneListAloneIsEnoughAndNoneGivesNothing() throws IOException {
        ScoreDoc[] words = fuse(0.5, found(0, 4, 1, 2), NONE, 10);
        assertOrder(words, 1, 0);
        assertScores(words, 0.25 + 0.5, 0.5);
        ScoreDoc[] vectors = fuse(0.5, NONE, found(3, 1), 10);
        assertOrder(vectors, 3);
        assertScores(vectors, 0.5); // Alone on its scale it is the nearest.
        assertEquals(0, fuse(0.5, NONE, NONE, 10).length);
    }

    @Test
    void noMoreAreGivenThanAreWanted() throws IOException {
        assertOrder(fuse(0.5, found(0, 4, 1, 2), found(1, 1, 2, 1), 1), 1);
    }

    private ScoreDoc[] fuse(double share, TopDocs words, TopDocs vectors, int limit)
            throws IOException {
        return new Fusion(new IndexSearcher(reader), share).of(RENT, words, ASKED, vectors, limit);
    }

    /** A list of passages and scores in turn. */
    private static TopDocs found(int... passagesAndScores) {
        ScoreDoc[] found = new ScoreDoc[passagesAndScores.length / 2];
        for (int i = 0; i < found.length; i++) {
            found[i] = new ScoreDoc(passagesAndScores[2 * i], passagesAndScores[2 * i + 1]);
        }
        return new TopDocs(new TotalHits(found.length, TotalHits.Relation.EQUAL_TO), found);
    }

    private static void assertOrder(ScoreDoc[] joined, int... expected) {
        assertArrayEquals(expected, Arrays.stream(joined).mapToInt(each -> each.doc).toArray());
    }

    private static void assertScores(ScoreDoc[] joined, double... expected) {
        assertArrayEquals(
                expected, Arrays.stream(joined).mapToDouble(each -> each.score).toArray(), 1e-6);
    }

    private static IndexWriterConfig form() {
        return new IndexWriterConfig(Analysis.analyzer()).setMergePolicy(NoMergePolicy.INSTANCE);
    }

    private static Document passage(String text, float... vector) {
        Document document = new Document();
        document.add(new TextField(Fields.TEXT, text, Field.Store.NO));
        document.add(
                new KnnFloatVectorField(
                        Fields.VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        directory.close();
    }
}
