package org.carrel.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document's passages as vectors.
 *
 * @param byEncoder for each encoder's id one vector a passage, in order, of unit length
 */
public record Vectors(Map<String, List<float[]>> byEncoder) {

    public Vectors {
        Map<String, List<float[]>> copies = new HashMap<>();
        byEncoder.forEach((encoder, vectors) -> copies.put(encoder, List.copyOf(vectors)));
        byEncoder = Map.copyOf(copies);
    }

    /** By the model that comes with Carrel alone. */
    public static Vectors shipped(List<float[]> vectors) {
        return new Vectors(Map.of(Encoder.SHIPPED, vectors));
    }

    /** Those by the model that comes with Carrel, if that was asked. */
    public Optional<List<float[]>> shipped() {
        return Optional.ofNullable(byEncoder.get(Encoder.SHIPPED));
    }

    /** Whether each of these encoders was asked. */
    public boolean areBy(Collection<Encoder> encoders) {
        return encoders.stream().allMatch(each -> byEncoder.containsKey(each.id()));
    }
}
