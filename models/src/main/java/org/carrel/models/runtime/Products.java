package org.carrel.models.runtime;

/** Who multiplies weights of 4 bits; all others are Jlama's. */
enum Products {
    /** {@link PackedMatrix}, where the weights lie. */
    OWN,
    /** Jlama, from a copy in its own form: {@link TensorMatrix}. */
    JLAMA
}
