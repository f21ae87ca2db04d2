package org.carrel.launch.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Characters that belong to at least one of some ranges: none counts twice.
record Ranges(List<Range> disjoint) {

    static Ranges of(Collection<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range next : ranges.stream().sorted(Comparator.comparingInt(Range::start)).toList()) {
            Range last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && next.start() <= last.end()) {
                merged.set(
                        merged.size() - 1,
                        new Range(last.start(), Math.max(last.end(), next.end())));
            } else {
                merged.add(next);
            }
        }
        return new Ranges(List.copyOf(merged));
    }

    long length() {
        return disjoint.stream().mapToLong(Range::length).sum();
    }

    long common(Range other) {
        return disjoint.stream().mapToLong(other::common).sum();
    }

    long common(Ranges other) {
        return disjoint.stream().mapToLong(other::common).sum();
    }
}
