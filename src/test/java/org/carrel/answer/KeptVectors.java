package org.carrel.answer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.ModelDescription;

/** Vectors of an embedding model, kept in a file, so that a second run computes none again. */
final class KeptVectors implements EmbeddingModel {

    private final EmbeddingModel model;
    private final DataOutputStream file;
    private final Map<UUID, float[]> known = new HashMap<>();

    KeptVectors(EmbeddingModel model, Path path) throws IOException {
        this.model = model;
        if (Files.exists(path)) {
            read(path);
        }
        file =
                new DataOutputStream(
                        new BufferedOutputStream(
                                Files.newOutputStream(
                                        path,
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.APPEND)));
    }

    private void read(Path path) throws IOException {
        int length = Float.BYTES * model.dimensions();
        try (FileChannel whole = FileChannel.open(path, StandardOpenOption.WRITE)) {
            // What a stopped run left of its last vector is computed again.
            whole.truncate(whole.size() - whole.size() % (2 * Long.BYTES + length));
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            long number = Files.size(path) / (2 * Long.BYTES + length);
            for (long i = 0; i < number; i++) {
                UUID key = new UUID(in.readLong(), in.readLong());
                float[] vector = new float[model.dimensions()];
                ByteBuffer.wrap(in.readNBytes(length)).asFloatBuffer().get(vector);
                known.put(key, vector);
            }
        }
    }

    @Override
    public ModelDescription description() {
        return model.description();
    }

    @Override
    public int countTokens(String text) {
        return text.length();
    }

    @Override
    public int dimensions() {
        return model.dimensions();
    }

    @Override
    public synchronized float[] embedQuery(String question) {
        UUID key = key("question", question);
        float[] vector = known.get(key);
        return vector == null ? keep(key, model.embedQuery(question)) : vector;
    }

    @Override
    public synchronized List<float[]> embedPassages(List<String> passages) {
        LinkedHashMap<UUID, String> missing = new LinkedHashMap<>();
        for (String passage : passages) {
            UUID key = key("passage", passage);
            if (!known.containsKey(key)) {
                missing.put(key, passage);
            }
        }
        List<UUID> keys = List.copyOf(missing.sequencedKeySet());
        if (!keys.isEmpty()) {
            List<float[]> vectors = model.embedPassages(List.copyOf(missing.sequencedValues()));
            for (int i = 0; i < keys.size(); i++) {
                keep(keys.get(i), vectors.get(i));
            }
        }
        List<float[]> vectors = new ArrayList<>();
        for (String passage : passages) {
            vectors.add(known.getOrDefault(key("passage", passage), new float[0]));
        }
        return vectors;
    }

    private float[] keep(UUID key, float[] vector) {
        known.put(key, vector);
        try {
            file.writeLong(key.getMostSignificantBits());
            file.writeLong(key.getLeastSignificantBits());
            for (float each : vector) {
                file.writeFloat(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("keeping a vector", e);
        }
        return vector;
    }

    private static UUID key(String kind, String text) {
        return UUID.nameUUIDFromBytes((kind + " " + text).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("keeping vectors", e);
        }
        model.close();
    }
}
