package org.carrel.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model into which an adapter is merged.
 *
 * @param base the model, opened with the adapter's change
 * @param adapter open as long as the model is
 */
record AdaptedModel(SourceModel base, LoraAdapter adapter) implements SourceModel {

    @Override
    public LlamaShape shape() {
        return base.shape();
    }

    @Override
    public Map<String, RowSource> tensors() {
        return base.tensors();
    }

    @Override
    public EndTokens endTokens() {
        return base.endTokens();
    }

    @Override
    public Stated stated() {
        Stated of = base.stated();
        return new Stated(
                of.architecture(),
                of.form() + "; LoRA of rank " + adapter.configuration().rank(),
                of.licence(),
                adapter.configuration().base());
    }

    @Override
    public void writeTokenizer(Path folder) throws IOException {
        base.writeTokenizer(folder);
    }

    @Override
    public void close() throws IOException {
        base.close();
        adapter.close();
    }
}
