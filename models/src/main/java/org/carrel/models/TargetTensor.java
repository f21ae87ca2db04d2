package org.carrel.models;

import org.carrel.models.packed.PackedForm;

/**
 * A tensor as it will lie in the imported weights.
 *
 * @param name Hugging Face's name for it
 * @param source where its weights come from
 * @param form how they are stored
 */
record TargetTensor(String name, RowSource source, Form form) {

    enum Form {
        /** As it is: for norms, which are small and sensitive. */
        F32(4),
        /** Half the size: for the input embedding, of which one row a token is read. */
        BF16(2),
        /** {@link PackedForm}: for everything that is multiplied. */
        Q4(0);

        private final int bytesPerWeight;

        Form(int bytesPerWeight) {
            this.bytesPerWeight = bytesPerWeight;
        }
    }

    long weights() {
        return source.weights();
    }

    /** Bytes that it takes in the file. */
    long storedBytes() {
        return form == Form.Q4
                ? PackedForm.bytes(source.rows(), source.columns())
                : weights() * form.bytesPerWeight;
    }
}
