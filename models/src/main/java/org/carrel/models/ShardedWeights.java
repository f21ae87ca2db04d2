package org.carrel.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.carrel.models.safetensors.SafetensorsFile;
import org.carrel.models.safetensors.SafetensorsTensor;

/** The weights of a folder: one safetensors file, or several that an index binds together. */
final class ShardedWeights implements AutoCloseable {

    static final String INDEX = "model.safetensors.index.json";

    private final List<SafetensorsFile> files = new ArrayList<>();
    private final Map<String, RowSource> tensors = new LinkedHashMap<>();
    private final Set<String> types = new HashSet<>();

    private ShardedWeights() {}

    /**
     * Opens the files.
     *
     * @throws ImportRefusedException when a tensor is in two files, or index and files differ
     * @throws org.carrel.models.safetensors.SafetensorsFormatException when a file is malformed
     */
    static ShardedWeights open(Path folder, List<Path> weights) throws IOException {
        ShardedWeights opened = new ShardedWeights();
        try {
            Map<String, String> places = new LinkedHashMap<>();
            for (Path path : weights) {
                opened.add(path, places);
            }
            if (Files.exists(folder.resolve(INDEX))) {
                requireIndex(folder.resolve(INDEX), weights, places);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void add(Path path, Map<String, String> places) throws IOException {
        String name = String.valueOf(path.getFileName());
        SafetensorsFile file = SafetensorsFile.open(path);
        files.add(file);
        for (SafetensorsTensor tensor : file.tensors().values()) {
            if (places.put(tensor.name(), name) != null) {
                throw new ImportRefusedException(
                        "tensor " + tensor.name() + " is in more than one file");
            }
            tensors.put(tensor.name(), new SafetensorsRows(file, tensor));
            types.add(tensor.type().name());
        }
    }

    private static void requireIndex(Path index, List<Path> weights, Map<String, String> places)
            throws IOException {
        JsonNode map = StrictJson.read(index).path("weight_map");
        Set<String> there =
                weights.stream()
                        .map(path -> String.valueOf(path.getFileName()))
                        .collect(Collectors.toSet());
        Set<String> named = new HashSet<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String file = entry.getValue().asText();
            if (!there.contains(file)) {
                throw new ImportRefusedException(
                        "the index names a file that is not in the folder, for tensor "
                                + entry.getKey());
            }
            if (!file.equals(places.get(entry.getKey()))) {
                throw new ImportRefusedException(
                        "tensor %s is not in %s, where the index has it"
                                .formatted(entry.getKey(), file));
            }
            named.add(file);
        }
        if (!named.equals(there)) {
            there.removeAll(named);
            throw new ImportRefusedException(
                    "the folder holds more than one model: the index does not name " + there);
        }
        if (map.size() != places.size()) {
            throw new ImportRefusedException("the index leaves out tensors of its files");
        }
    }

    /** All tensors by name. */
    Map<String, RowSource> tensors() {
        return tensors;
    }

    /** The types of weights, such as {@code BF16}. */
    String types() {
        return types.stream().sorted().collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws IOException {
        for (SafetensorsFile file : files) {
            file.close();
        }
    }
}
