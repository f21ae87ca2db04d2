package org.carrel.search;

import java.util.List;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.ModelDescription;

/** For searches that name no document, whose vectors are all given. */
final class NoEmbeddings implements EmbeddingModel {

    private static UnsupportedOperationException none() {
        return new UnsupportedOperationException("nothing is embedded here");
    }

    @Override
    public ModelDescription description() {
        throw none();
    }

    @Override
    public int countTokens(String text) {
        return text.length();
    }

    @Override
    public int dimensions() {
        throw none();
    }

    @Override
    public float[] embedQuery(String question) {
        throw none();
    }

    @Override
    public List<float[]> embedPassages(List<String> passages) {
        throw none();
    }

    @Override
    public void close() {}
}
