package org.carrel.models.gguf;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The ways of packing weights that can be read. The numbers and layouts are those of ggml; a block
 * is the smallest unit that can be unpacked alone.
 */
public enum TensorType {
    F32(0, 1, 4, PlainBlocks::f32),
    F16(1, 1, 2, PlainBlocks::f16),
    Q4_0(2, 32, 18, PlainBlocks::q4),
    Q8_0(8, 32, 34, PlainBlocks::q8),
    Q2_K(10, 256, 84, KBlocks::q2),
    Q4_K(12, 256, 144, KBlocks::q4),
    Q5_K(13, 256, 176, KBlocks::q5),
    Q6_K(14, 256, 210, KBlocks::q6),
    IQ2_XXS(16, 256, 66, Iq2XxsBlock::decode),
    BF16(30, 1, 2, PlainBlocks::bf16);

    private final int number;
    private final int blockWeights;
    private final int blockBytes;
    private final BlockDecoder decoder;

    TensorType(int number, int blockWeights, int blockBytes, BlockDecoder decoder) {
        this.number = number;
        this.blockWeights = blockWeights;
        this.blockBytes = blockBytes;
        this.decoder = decoder;
    }

    /** Weights in a block. */
    public int blockWeights() {
        return blockWeights;
    }

    /** Bytes that a block takes. */
    public int blockBytes() {
        return blockBytes;
    }

    /**
     * Unpacks {@code count} weights, a whole number of blocks.
     *
     * @param packed the blocks, from index 0
     * @param into receives the weights, from index 0
     */
    public void dequantise(byte[] packed, float[] into, int count) {
        for (int block = 0; block < count / blockWeights; block++) {
            decoder.decode(packed, block * blockBytes, into, block * blockWeights);
        }
    }

    static TensorType of(int number, String tensor) throws GgufFormatException {
        for (TensorType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new GgufFormatException(
                "tensor %s has the type %s, which is not supported; supported are %s"
                        .formatted(
                                tensor,
                                foreignName(number),
                                Arrays.stream(values())
                                        .map(TensorType::name)
                                        .collect(Collectors.joining(", "))));
    }

    /** Names of the types that ggml has and that are not read here, for a clear refusal. */
    private static String foreignName(int number) {
        return switch (number) {
            case 3 -> "Q4_1";
            case 6 -> "Q5_0";
            case 7 -> "Q5_1";
            case 9 -> "Q8_1";
            case 11 -> "Q3_K";
            case 15 -> "Q8_K";
            case 17 -> "IQ2_XS";
            case 18 -> "IQ3_XXS";
            case 19 -> "IQ1_S";
            case 20 -> "IQ4_NL";
            case 21 -> "IQ3_S";
            case 22 -> "IQ2_S";
            case 23 -> "IQ4_XS";
            case 29 -> "IQ1_M";
            default -> "number " + Integer.toUnsignedString(number);
        };
    }

    /** Unpacks one block. */
    private interface BlockDecoder {
        void decode(byte[] packed, int from, float[] into, int to);
    }
}
