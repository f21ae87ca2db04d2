package org.carrel.models;

import org.carrel.models.gguf.GgufTensor;

/**
 * A tensor as it will lie in the imported weights.
 *
 * @param name Hugging Face's name for it
 * @param source where its weights come from
 * @param form how they are stored
 * @param rowOrder which row of the source becomes which row here
 */
record TargetTensor(String name, GgufTensor source, Form form, RowOrder rowOrder) {

    enum Form {
        /** As it is: for norms, which are small and sensitive. */
        F32(4),
        /** Half the size: for the input embedding, of which Jlama reads one row a token. */
        BF16(2),
        /** Four bits a weight and a scale for 32: for everything that is multiplied. */
        Q4(0);

        private final int bytesPerWeight;

        Form(int bytesPerWeight) {
            this.bytesPerWeight = bytesPerWeight;
        }
    }

    long weights() {
        return (long) source.rows() * source.columns();
    }

    /** Bytes of the tensor itself, without the scales of {@link Form#Q4}. */
    long bytes() {
        return form == Form.Q4 ? weights() / 2 : weights() * form.bytesPerWeight;
    }
}
