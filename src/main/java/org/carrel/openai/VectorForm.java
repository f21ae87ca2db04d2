package org.carrel.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** How the numbers of a vector are written. */
enum VectorForm {
    /** As numbers. */
    FLOAT,
    /** As little-endian 32-bit floats (IEEE 754) in base64 (RFC 4648). */
    BASE64;

    /**
     * @param name as a request states it; {@link #FLOAT} where it does not
     * @throws org.carrel.problem.ProblemException invalid-request
     */
    static VectorForm of(@Nullable String name) {
        return switch (name) {
            case null -> FLOAT;
            case "float" -> FLOAT;
            case "base64" -> BASE64;
            default ->
                    throw Problems.invalid(
                            "encoding_format", "encoding_format must be float or base64.");
        };
    }

    Object write(float[] vector) {
        if (this == FLOAT) {
            return vector;
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
