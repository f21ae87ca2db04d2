package org.carrel.launch.eval;

/// A figure that a set declares to be aimed at.
///
/// @param metric as the table names it
/// @param sense whether the figure is to be at least the value, at most, or at least so many times
///   the better of words alone and vectors alone
record Aim(String metric, double value, Sense sense) {
    enum Sense {
        AT_LEAST,
        AT_MOST,
        TIMES_BEST
    }

    static Aim atLeast(String metric, double value) {
        return new Aim(metric, value, Sense.AT_LEAST);
    }

    static Aim atMost(String metric, double value) {
        return new Aim(metric, value, Sense.AT_MOST);
    }

    static Aim timesBest(String metric, double value) {
        return new Aim(metric, value, Sense.TIMES_BEST);
    }

    /// As the table shows it.
    String shown() {
        return switch (sense) {
            case AT_LEAST -> ">= " + value;
            case AT_MOST -> "<= " + value;
            case TIMES_BEST -> "x best >= " + value;
        };
    }
}
