package org.carrel.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.models.safetensors.SafetensorsFile;
import org.carrel.models.safetensors.SafetensorsTensor;
import org.jspecify.annotations.Nullable;

/** A LoRA adapter as PEFT writes it. It is merged into its base when the base is imported. */
final class LoraAdapter implements TensorChange, AutoCloseable {

    private static final Pattern NAME =
            Pattern.compile("base_model\\.model\\.(.+)\\.lora_([AB])(?:\\.default)?\\.weight");

    /** Embedding and output matrix may be one and the same, so an adapter of either is refused. */
    private static final Pattern MERGEABLE =
            Pattern.compile(
                    "model\\.layers\\.\\d+\\."
                            + "(?:self_attn\\.[qkvo]_proj|mlp\\.(?:gate|up|down)_proj)");

    private final LoraConfiguration configuration;
    private final SafetensorsFile file;
    private final Map<String, SafetensorsTensor> down = new LinkedHashMap<>();
    private final Map<String, SafetensorsTensor> up = new LinkedHashMap<>();

    private LoraAdapter(LoraConfiguration configuration, SafetensorsFile file) {
        this.configuration = configuration;
        this.file = file;
    }

    /**
     * Opens an adapter.
     *
     * @throws ImportRefusedException when it is of a kind that cannot be merged
     * @throws org.carrel.models.safetensors.SafetensorsFormatException when its weights are
     *     malformed
     */
    static LoraAdapter open(Path configuration, Path weights) throws IOException {
        LoraConfiguration read = LoraConfiguration.read(configuration);
        SafetensorsFile file = SafetensorsFile.open(weights);
        try {
            LoraAdapter adapter = new LoraAdapter(read, file);
            adapter.pair();
            return adapter;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void pair() throws ImportRefusedException {
        for (SafetensorsTensor tensor : file.tensors().values()) {
            Matcher name = NAME.matcher(tensor.name());
            if (!name.matches() || !MERGEABLE.matcher(name.group(1)).matches()) {
                throw new ImportRefusedException(
                        "the adapter holds %s; only matrices of attention and feed-forward can be"
                                        .formatted(tensor.name())
                                + " merged");
            }
            (name.group(2).equals("A") ? down : up).put(name.group(1), tensor);
        }
        if (down.isEmpty() || !down.keySet().equals(up.keySet())) {
            Set<String> single = new TreeSet<>(down.keySet());
            single.addAll(up.keySet());
            single.removeIf(module -> down.containsKey(module) && up.containsKey(module));
            throw new ImportRefusedException(
                    "the adapter has no pair of matrices"
                            + (single.isEmpty() ? "" : " for " + single.iterator().next()));
        }
    }

    LoraConfiguration configuration() {
        return configuration;
    }

    /**
     * The base's tensors with the adapter's products added to them.
     *
     * @throws ImportRefusedException when the adapter does not fit the base
     */
    @Override
    public Map<String, RowSource> apply(Map<String, RowSource> base) throws IOException {
        requireWhole(base.keySet());
        Map<String, RowSource> merged = new LinkedHashMap<>(base);
        for (Map.Entry<String, SafetensorsTensor> module : down.entrySet()) {
            String name = module.getKey() + ".weight";
            @Nullable RowSource matrix = base.get(name);
            @Nullable SafetensorsTensor second = up.get(module.getKey());
            if (matrix == null || second == null) {
                throw new ImportRefusedException(
                        "the adapter changes " + name + ", which its base does not have");
            }
            requireFits(module.getValue(), second, matrix);
            merged.put(
                    name,
                    new MergedRows(
                            matrix,
                            new SafetensorsRows(file, module.getValue()),
                            new SafetensorsRows(file, second),
                            configuration.scaling()));
        }
        return merged;
    }

    private void requireFits(SafetensorsTensor first, SafetensorsTensor second, RowSource matrix)
            throws ImportRefusedException {
        boolean fits =
                first.rows() == configuration.rank()
                        && second.columns() == configuration.rank()
                        && first.columns() == matrix.columns()
                        && second.rows() == matrix.rows();
        if (!fits) {
            throw new ImportRefusedException(
                    "%s of %d x %d and its partner of %d x %d do not fit a matrix of %d x %d at rank"
                                    .formatted(
                                            first.name(),
                                            first.rows(),
                                            first.columns(),
                                            second.rows(),
                                            second.columns(),
                                            matrix.rows(),
                                            matrix.columns())
                            + " "
                            + configuration.rank());
        }
    }

    /** Every matrix of the base that the configuration names has its pair, and no other. */
    private void requireWhole(Set<String> base) throws ImportRefusedException {
        if (configuration.targets().isEmpty()) {
            return;
        }
        for (String name : base) {
            String module = name.replaceFirst("\\.weight$", "");
            boolean named =
                    configuration.targets().stream()
                            .anyMatch(end -> module.equals(end) || module.endsWith("." + end));
            if (named != down.containsKey(module)) {
                throw new ImportRefusedException(
                        named
                                ? "the adapter is incomplete: it has nothing for " + module
                                : "the adapter changes %s, which its target_modules leave out"
                                        .formatted(module));
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
