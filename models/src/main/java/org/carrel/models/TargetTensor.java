package org.carrel.models;

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
        return source.weights();
    }

    /** Bytes of the tensor itself, without the scales of {@link Form#Q4}. */
    long bytes() {
        return form == Form.Q4 ? weights() / 2 : weights() * form.bytesPerWeight;
    }

    /** Bytes of the scales that follow; none but for {@link Form#Q4}. */
    long scaleBytes() {
        return form == Form.Q4 ? weights() / Q4Block.WEIGHTS * Float.BYTES : 0;
    }

    long storedBytes() {
        return bytes() + scaleBytes();
    }
}
