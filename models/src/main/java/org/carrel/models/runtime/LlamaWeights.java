package org.carrel.models.runtime;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The weights of a llama, where they are mapped.
 *
 * @param embedding a row for each token
 * @param norm of the last states
 * @param output a row for each token
 */
@SuppressWarnings("ArrayRecordComponent") // read on the hot path, never compared
record LlamaWeights(Embedding embedding, List<Layer> layers, float[] norm, Matrix output) {

    /**
     * One layer: norms and matrices by their usual names; a bias is empty where there is none.
     *
     * @param attentionAddedNorm of what attention adds; empty but in a gemma
     * @param feedForwardAddedNorm of what the feed-forward part adds; empty but in a gemma
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Layer(
            float[] attentionNorm,
            Matrix query,
            Matrix key,
            Matrix value,
            float[] queryBias,
            float[] keyBias,
            float[] valueBias,
            Matrix attentionOutput,
            float[] attentionAddedNorm,
            float[] feedForwardNorm,
            Matrix gate,
            Matrix up,
            Matrix down,
            float[] feedForwardAddedNorm) {}

    static LlamaWeights read(WeightsMapping file, LlamaSizes sizes, Products products) {
        Reader reader = new Reader(file, sizes, products);
        boolean tied = !file.has("lm_head.weight");
        String output = tied ? "model.embed_tokens" : "lm_head";
        return new LlamaWeights(
                file.embedding("model.embed_tokens.weight", sizes.vocabulary(), sizes.hidden()),
                IntStream.range(0, sizes.layers()).parallel().mapToObj(reader::layer).toList(),
                reader.norm("model.norm"),
                reader.matrix(output, sizes.vocabulary(), sizes.hidden()));
    }

    /** One matrix of 4 bits for each width of rows. */
    Stream<PackedMatrix> samples() {
        Stream<Matrix> first =
                layers.stream()
                        .limit(1)
                        .flatMap(layer -> Stream.of(layer.attentionOutput(), layer.down()));
        return Stream.concat(Stream.of(output), first)
                .filter(PackedMatrix.class::isInstance)
                .map(PackedMatrix.class::cast);
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

    private record Reader(WeightsMapping file, LlamaSizes sizes, Products products) {

        private Layer layer(int number) {
            String name = "model.layers." + number + ".";
            String attention = name + "self_attn.";
            int hidden = sizes.hidden();
            int keyValue = sizes.keyValue();
            int feedForward = sizes.feedForward();
            return new Layer(
                    norm(name + "input_layernorm"),
                    matrix(attention + "q_proj", sizes.queries(), hidden),
                    matrix(attention + "k_proj", keyValue, hidden),
                    matrix(attention + "v_proj", keyValue, hidden),
                    bias(attention + "q_proj", sizes.queries()),
                    bias(attention + "k_proj", keyValue),
                    bias(attention + "v_proj", keyValue),
                    matrix(attention + "o_proj", hidden, sizes.queries()),
                    gemmasNorm(attention + "output_layernorm"),
                    norm(name + "post_attention_layernorm"),
                    matrix(name + "mlp.gate_proj", feedForward, hidden),
                    matrix(name + "mlp.up_proj", feedForward, hidden),
                    matrix(name + "mlp.down_proj", hidden, feedForward),
                    gemmasNorm(name + "mlp.output_layernorm"));
        }

        private Matrix matrix(String name, int rows, int columns) {
            return file.matrix(name + ".weight", rows, columns, products);
        }

        private float[] norm(String name) {
            return file.row(name + ".weight", sizes.hidden());
        }

        private float[] gemmasNorm(String name) {
            return sizes.gemma().isPresent() ? norm(name) : new float[0];
        }

        private float[] bias(String name, int length) {
            return file.has(name + ".bias") ? file.row(name + ".bias", length) : new float[0];
        }
    }
}
