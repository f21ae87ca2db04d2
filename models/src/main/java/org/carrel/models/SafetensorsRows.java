package org.carrel.models;

import java.io.IOException;
import org.carrel.models.safetensors.SafetensorsFile;
import org.carrel.models.safetensors.SafetensorsTensor;

/** A tensor of a safetensors file. */
final class SafetensorsRows implements RowSource {

    private final SafetensorsFile file;
    private final SafetensorsTensor tensor;
    private final byte[] packed;

    SafetensorsRows(SafetensorsFile file, SafetensorsTensor tensor) {
        this.file = file;
        this.tensor = tensor;
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
        file.readRow(tensor, row, packed, into);
    }
}
