package org.carrel.models;

import java.util.List;

/** Text to vectors of unit length, so that the dot product is the cosine. Safe for many threads. */
public interface EmbeddingModel extends AutoCloseable {

    ModelDescription description();

    /** Length of every vector. */
    int dimensions();

    /**
     * Number of tokens that a text takes, with those around it; one more than the context for every
     * text that would be cut.
     */
    int countTokens(String text);

    /** The vector of a question; some models mark questions apart from passages. */
    float[] embedQuery(String question);

    /** A vector for each passage, in order. Text beyond the model's context is cut. */
    List<float[]> embedPassages(List<String> passages);

    /** The cosine of two vectors of one model; they are as long as each other. */
    static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @Override
    void close();
}
