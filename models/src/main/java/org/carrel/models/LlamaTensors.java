package org.carrel.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.carrel.models.gguf.GgufFile;
import org.carrel.models.gguf.GgufFormatException;
import org.carrel.models.gguf.GgufTensor;

/** Matches a llama file's tensors, by name and size, to those that Jlama asks for. */
final class LlamaTensors {

    private final GgufFile file;
    private final LlamaShape shape;
    private final List<TargetTensor> targets = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    private LlamaTensors(GgufFile file, LlamaShape shape) {
        this.file = file;
        this.shape = shape;
    }

    /**
     * All tensors of the model, in the order in which they are written.
     *
     * @throws GgufFormatException when one is missing or of another size
     * @throws ImportRefusedException when the file holds one that Jlama would leave out
     */
    static List<TargetTensor> plan(GgufFile file, LlamaShape shape)
            throws GgufFormatException, ImportRefusedException {
        LlamaTensors plan = new LlamaTensors(file, shape);
        plan.add("token_embd", "model.embed_tokens", shape.vocabulary(), TargetTensor.Form.BF16);
        for (int layer = 0; layer < shape.layers(); layer++) {
            plan.addLayer("blk." + layer + ".", "model.layers." + layer + ".");
        }
        plan.addNorm("output_norm", "model.norm");
        // Without an output matrix the model multiplies with the embedding, and so does Jlama.
        if (file.tensors().containsKey("output.weight")) {
            plan.add("output", "lm_head", shape.vocabulary(), TargetTensor.Form.Q4);
        }
        plan.refuseUnused();
        return plan.targets;
    }

    private void addLayer(String from, String to) throws GgufFormatException {
        addNorm(from + "attn_norm", to + "input_layernorm");
        RowOrder pairs = new RowOrder(shape.headSize());
        add(from + "attn_q", to + "self_attn.q_proj", shape.hidden(), shape.hidden(), pairs);
        add(from + "attn_k", to + "self_attn.k_proj", shape.keyValue(), shape.hidden(), pairs);
        add(from + "attn_v", to + "self_attn.v_proj", shape.keyValue(), TargetTensor.Form.Q4);
        add(from + "attn_output", to + "self_attn.o_proj", shape.hidden(), TargetTensor.Form.Q4);
        addNorm(from + "ffn_norm", to + "post_attention_layernorm");
        add(from + "ffn_gate", to + "mlp.gate_proj", shape.feedForward(), TargetTensor.Form.Q4);
        add(from + "ffn_up", to + "mlp.up_proj", shape.feedForward(), TargetTensor.Form.Q4);
        RowOrder same = RowOrder.UNCHANGED;
        add(from + "ffn_down", to + "mlp.down_proj", shape.hidden(), shape.feedForward(), same);
    }

    private void addNorm(String from, String to) throws GgufFormatException {
        add(from, to, 1, TargetTensor.Form.F32);
    }

    private void add(String from, String to, int rows, TargetTensor.Form form)
            throws GgufFormatException {
        GgufTensor source = source(from, rows, shape.hidden());
        targets.add(new TargetTensor(to + ".weight", source, form, RowOrder.UNCHANGED));
    }

    private void add(String from, String to, int rows, int columns, RowOrder order)
            throws GgufFormatException {
        GgufTensor source = source(from, rows, columns);
        targets.add(new TargetTensor(to + ".weight", source, TargetTensor.Form.Q4, order));
    }

    private GgufTensor source(String name, int rows, int columns) throws GgufFormatException {
        GgufTensor source = file.tensor(name + ".weight");
        if (source.rows() != rows || source.columns() != columns) {
            throw new GgufFormatException(
                    "tensor %s has %d rows of %d weights, not %d of %d"
                            .formatted(
                                    source.name(), source.rows(), source.columns(), rows, columns));
        }
        used.add(source.name());
        return source;
    }

    /** A bias or a table of angles that nobody reads would change every answer. */
    private void refuseUnused() throws ImportRefusedException {
        for (String name : file.tensors().keySet()) {
            if (!used.contains(name)) {
                throw new ImportRefusedException(
                        "the file holds tensor " + name + ", which Jlama's llama does not have");
            }
        }
    }
}
