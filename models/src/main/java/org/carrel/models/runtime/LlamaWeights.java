package org.carrel.models.runtime;

import com.github.tjake.jlama.safetensors.SafeTensorSupport;
import com.github.tjake.jlama.safetensors.WeightLoader;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.Q4ByteBufferTensor;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The weights of a llama in memory of their own; the file is not kept open.
 *
 * @param embedding a row for each token
 * @param norm of the last states
 * @param output a row for each token
 */
@SuppressWarnings("ArrayRecordComponent") // read on the hot path, never compared
record LlamaWeights(
        Embedding embedding, List<Layer> layers, float[] norm, Matrix output, Arena arena) {

    /** Who multiplies 4-bit weights. */
    enum Products {
        /** Carrel's own, unless they and Jlama's disagree on this machine. */
        OWN,
        JLAMA
    }

    /** Largest difference of the two products, as a part of the largest value: 8-bit rounding. */
    private static final double AGREEMENT = 0.03;

    private static final System.Logger LOG = System.getLogger(LlamaWeights.class.getName());

    /** One layer: norms and matrices by their usual names. */
    @SuppressWarnings("ArrayRecordComponent")
    record Layer(
            float[] attentionNorm,
            Matrix query,
            Matrix key,
            Matrix value,
            Matrix attentionOutput,
            float[] feedForwardNorm,
            Matrix gate,
            Matrix up,
            Matrix down) {}

    static LlamaWeights load(Path folder, LlamaSizes sizes, Products wanted) {
        WeightLoader file = SafeTensorSupport.loadWeights(folder.toFile());
        Arena arena = Arena.ofShared();
        Products products = wanted;
        if (wanted == Products.OWN && !agree(file.load("model.layers.0.self_attn.q_proj.weight"))) {
            LOG.log(System.Logger.Level.WARNING, "own products disagree with Jlama's: not used");
            products = Products.JLAMA;
        }
        Reader reader = new Reader(file, arena, products);
        boolean tied = !file.isWeightPresent("lm_head.weight");
        return new LlamaWeights(
                Embedding.copy(file.load("model.embed_tokens.weight"), arena),
                IntStream.range(0, sizes.layers()).parallel().mapToObj(reader::layer).toList(),
                reader.row("model.norm"),
                reader.matrix(tied ? "model.embed_tokens" : "lm_head"),
                arena);
    }

    /**
     * Whether both products give the same for a few random rows; other forms are Jlama's anyway.
     */
    private static boolean agree(AbstractTensor weights) {
        if (!(weights instanceof Q4ByteBufferTensor packed)) {
            return true;
        }
        Rows rows = Rows.of(6, weights.shape().last());
        Random random = new Random(1);
        for (int i = 0; i < rows.values().length; i++) {
            rows.values()[i] = (float) random.nextGaussian();
        }
        IntStream.range(0, rows.count()).forEach(rows::round);
        try (Arena arena = Arena.ofConfined()) {
            float[] own = product(PackedMatrix.of(packed, arena), rows);
            float[] other = product(new TensorMatrix(weights), rows);
            double largest = 0;
            double difference = 0;
            for (int i = 0; i < own.length; i++) {
                largest = Math.max(largest, Math.abs(other[i]));
                difference = Math.max(difference, Math.abs(own[i] - other[i]));
            }
            return difference <= AGREEMENT * largest;
        }
    }

    private static float[] product(Matrix matrix, Rows rows) {
        float[] product = new float[rows.count() * matrix.rows()];
        for (int part = 0; part < matrix.parts(); part++) {
            matrix.multiply(rows, part, product, matrix.rows());
        }
        return product;
    }

    long bytes() {
        return layers.stream().flatMap(LlamaWeights::matrices).mapToLong(Matrix::bytes).sum()
                + output.bytes();
    }

    private static Stream<Matrix> matrices(Layer layer) {
        return Stream.of(
                layer.query(),
                layer.key(),
                layer.value(),
                layer.attentionOutput(),
                layer.gate(),
                layer.up(),
                layer.down());
    }

    private record Reader(WeightLoader file, Arena arena, Products products) {

        private Layer layer(int number) {
            String name = "model.layers." + number + ".";
            return new Layer(
                    row(name + "input_layernorm"),
                    matrix(name + "self_attn.q_proj"),
                    matrix(name + "self_attn.k_proj"),
                    matrix(name + "self_attn.v_proj"),
                    matrix(name + "self_attn.o_proj"),
                    row(name + "post_attention_layernorm"),
                    matrix(name + "mlp.gate_proj"),
                    matrix(name + "mlp.up_proj"),
                    matrix(name + "mlp.down_proj"));
        }

        private Matrix matrix(String name) {
            AbstractTensor tensor = file.load(name + ".weight");
            return products == Products.OWN && tensor instanceof Q4ByteBufferTensor packed
                    ? PackedMatrix.of(packed, arena)
                    : new TensorMatrix(tensor);
        }

        private float[] row(String name) {
            AbstractTensor tensor = file.load(name + ".weight");
            float[] row = new float[Math.toIntExact(tensor.size())];
            for (int i = 0; i < row.length; i++) {
                row[i] = tensor.dims() == 1 ? tensor.get(i) : tensor.get(0, i);
            }
            return row;
        }
    }
}
