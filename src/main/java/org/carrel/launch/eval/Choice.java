package org.carrel.launch.eval;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// Which items of a set are asked: a part of it, and of that a sample. Both follow from names
/// alone, so that the same call always asks the same.
///
/// @param limit most items of a group; 0 for all
record Choice(Part part, int limit) {

    /// Half of the documents to tune on, and the other half, which was never looked at.
    enum Part {
        all,
        development,
        held_out;

        boolean has(Item item) {
            return this == all || (crc(item.splitKey()) % 2 == 0) == (this == development);
        }
    }

    EvaluationSet of(EvaluationSet set) {
        List<Item> inPart = set.items().stream().filter(part::has).toList();
        if (limit == 0) {
            return set.with(inPart);
        }
        Set<Item> sample = new HashSet<>();
        inPart.stream()
                .collect(Collectors.groupingBy(Item::group))
                .values()
                .forEach(group ->
                        group.stream()
                                .sorted(
                                        Comparator.comparingLong((Item item) -> crc(item.id()))
                                                .thenComparing(Item::id))
                                .limit(limit)
                                .forEach(sample::add));
        return set.with(inPart.stream().filter(sample::contains).toList());
    }

    private static long crc(String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
