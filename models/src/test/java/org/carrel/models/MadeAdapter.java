package org.carrel.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.carrel.models.safetensors.ElementType;
import org.carrel.models.safetensors.SafetensorsBuilder;

/** An adapter of query and down projections whose numbers are all exact in 32 bits. */
final class MadeAdapter {

    static final int RANK = 4;

    final ObjectNode config = new ObjectMapper().createObjectNode();

    /** Under PEFT's names: A has {@link #RANK} rows, B has so many columns. */
    final Map<String, float[]> tensors = new LinkedHashMap<>();

    private final Random random = new Random(77);

    MadeAdapter() {
        config.put("peft_type", "LORA")
                .put("r", RANK)
                .put("lora_alpha", 8)
                .put("bias", "none")
                .put("use_rslora", false)
                .put("init_lora_weights", true)
                .put("base_model_name_or_path", "made/base")
                .putNull("modules_to_save");
        config.putArray("target_modules").add("q_proj").add("down_proj");
        config.putObject("rank_pattern");
        for (int layer = 0; layer < MadeLlama.LAYERS; layer++) {
            add("model.layers." + layer + ".self_attn.q_proj", MadeLlama.HIDDEN, MadeLlama.HIDDEN);
            add(
                    "model.layers." + layer + ".mlp.down_proj",
                    MadeLlama.HIDDEN,
                    MadeLlama.FEED_FORWARD);
        }
    }

    void add(String module, int rows, int columns) {
        tensors.put(name(module, "A"), values(RANK * columns));
        tensors.put(name(module, "B"), values(rows * RANK));
    }

    static String name(String module, String matrix) {
        return "base_model.model." + module + ".lora_" + matrix + ".weight";
    }

    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (random.nextInt(9) - 4) / 64f;
        }
        return values;
    }

    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("adapter_config.json"), config.toString());
        SafetensorsBuilder file = new SafetensorsBuilder(ElementType.F32);
        tensors.forEach((name, values) ->
                file.add(name, values, name.contains("lora_B") ? RANK : values.length / RANK));
        Files.write(folder.resolve("adapter_model.safetensors"), file.build());
        return folder;
    }

    /** Plain arithmetic: W + scaling B A, for every matrix that the adapter has. */
    void mergeInto(Map<String, float[]> base, double scaling) {
        for (String name : tensors.keySet()) {
            if (!name.contains("lora_A")) {
                continue;
            }
            String module = name.substring(17, name.indexOf(".lora_A"));
            float[] down = tensors.getOrDefault(name, new float[0]);
            float[] up = tensors.getOrDefault(name(module, "B"), new float[0]);
            float[] matrix = base.getOrDefault(module + ".weight", new float[0]);
            int columns = down.length / RANK;
            for (int i = 0; i < matrix.length; i++) {
                double sum = 0;
                for (int k = 0; k < RANK; k++) {
                    sum += (double) up[i / columns * RANK + k] * down[k * columns + i % columns];
                }
                matrix[i] = (float) (matrix[i] + scaling * sum);
            }
        }
    }
}
