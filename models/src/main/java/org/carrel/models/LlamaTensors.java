package org.carrel.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Matches a source's tensors, by name and size, to those of a llama. */
final class LlamaTensors {

    private static final String OUTPUT = "lm_head.weight";
    private static final String EMBEDDING = "model.embed_tokens.weight";

    /** Of what attention adds, in a gemma. */
    static final String ATTENTION_NORM = "self_attn.output_layernorm";

    /** Of what the feed-forward part adds, in a gemma. */
    static final String FEED_FORWARD_NORM = "mlp.output_layernorm";

    private final Map<String, RowSource> sources;
    private final LlamaShape shape;
    private final List<TargetTensor> targets = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    private LlamaTensors(Map<String, RowSource> sources, LlamaShape shape) {
        this.sources = sources;
        this.shape = shape;
    }

    /**
     * All tensors of the model, in the order in which they are written.
     *
     * @param sources by Hugging Face's names
     * @throws ImportRefusedException when one is missing, of another size, or one that nobody would
     *     read
     */
    static List<TargetTensor> plan(Map<String, RowSource> sources, LlamaShape shape)
            throws ImportRefusedException {
        LlamaTensors plan = new LlamaTensors(sources, shape);
        plan.add(EMBEDDING, shape.vocabulary(), shape.hidden(), TargetTensor.Form.BF16);
        for (int layer = 0; layer < shape.layers(); layer++) {
            plan.addLayer("model.layers." + layer + ".");
        }
        plan.addNorm("model.norm");
        plan.add(OUTPUT, shape.vocabulary(), shape.hidden(), TargetTensor.Form.Q4);
        plan.refuseUnused();
        return plan.targets;
    }

    private void addLayer(String layer) throws ImportRefusedException {
        int hidden = shape.hidden();
        addNorm(layer + "input_layernorm");
        addMatrix(layer + "self_attn.q_proj", shape.queries(), hidden);
        addMatrix(layer + "self_attn.k_proj", shape.keyValue(), hidden);
        addMatrix(layer + "self_attn.v_proj", shape.keyValue(), hidden);
        if (shape.variant().biases()) {
            addVector(layer + "self_attn.q_proj.bias", shape.queries());
            addVector(layer + "self_attn.k_proj.bias", shape.keyValue());
            addVector(layer + "self_attn.v_proj.bias", shape.keyValue());
        }
        addMatrix(layer + "self_attn.o_proj", hidden, shape.queries());
        addNorm(layer + "post_attention_layernorm");
        addMatrix(layer + "mlp.gate_proj", shape.feedForward(), hidden);
        addMatrix(layer + "mlp.up_proj", shape.feedForward(), hidden);
        addMatrix(layer + "mlp.down_proj", hidden, shape.feedForward());
        if (shape.variant().gemma().isPresent()) {
            addNorm(layer + ATTENTION_NORM);
            addNorm(layer + FEED_FORWARD_NORM);
        }
    }

    private void addNorm(String name) throws ImportRefusedException {
        addVector(name + ".weight", shape.hidden());
    }

    private void addVector(String name, int length) throws ImportRefusedException {
        add(name, 1, length, TargetTensor.Form.F32);
    }

    private void addMatrix(String name, int rows, int columns) throws ImportRefusedException {
        add(name + ".weight", rows, columns, TargetTensor.Form.Q4);
    }

    private void add(String name, int rows, int columns, TargetTensor.Form form)
            throws ImportRefusedException {
        @Nullable RowSource source = sources.get(name);
        if (source == null) {
            throw new ImportRefusedException("tensor " + name + " is missing");
        }
        if (source.rows() != rows || source.columns() != columns) {
            throw new ImportRefusedException(
                    "tensor %s has %d rows of %d weights, not %d of %d"
                            .formatted(
                                    source.name(), source.rows(), source.columns(), rows, columns));
        }
        used.add(name);
        targets.add(new TargetTensor(name, source, form));
    }

    /** A bias or a table of angles that nobody reads would change every answer. */
    private void refuseUnused() throws ImportRefusedException {
        for (Map.Entry<String, RowSource> source : sources.entrySet()) {
            if (!used.contains(source.getKey())) {
                throw new ImportRefusedException(
                        "the source holds tensor %s, which no llama has"
                                .formatted(source.getValue().name()));
            }
        }
    }
}
