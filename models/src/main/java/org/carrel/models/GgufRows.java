package org.carrel.models;

import java.io.IOException;
import org.carrel.models.gguf.GgufFile;
import org.carrel.models.gguf.GgufTensor;

/** A tensor of a GGUF file with its rows in Hugging Face's order. */
final class GgufRows implements RowSource {

    private final GgufFile file;
    private final GgufTensor tensor;
    private final RowOrder order;
    private final byte[] packed;

    GgufRows(GgufFile file, GgufTensor tensor, RowOrder order) {
        this.file = file;
        this.tensor = tensor;
        this.order = order;
        this.packed = new byte[tensor.rowBytes()];
    }

    @Override
    public String name() {
        return tensor.name();
    }

    @Override
    public int rows() {
        return tensor.rows();
    }

    @Override
    public int columns() {
        return tensor.columns();
    }

    @Override
    public void read(int row, float[] into) throws IOException {
        file.readRow(tensor, order.source(row), packed, into);
    }
}
