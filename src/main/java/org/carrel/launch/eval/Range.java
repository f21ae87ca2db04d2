package org.carrel.launch.eval;

/// Characters from `start` to before `end`.
record Range(int start, int end) {
    Range {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no range: " + start + " to " + end);
        }
    }

    int length() {
        return end - start;
    }

    int common(Range other) {
        return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
    }
}
