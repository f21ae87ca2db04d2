package org.carrel.launch.eval;

/// What one item adds to a figure: the figure is the sum of values over the sum of weights.
///
/// @param system what it is about: `carrel`, or a baseline
/// @param weight greater than 0; 1 but where a figure counts smaller things than items
record Score(String metric, String system, double value, double weight) {
    static final String CARREL = "carrel";

    Score {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("a weight of " + weight);
        }
    }

    static Score of(String metric, double value) {
        return new Score(metric, CARREL, value, 1);
    }

    static Score of(String metric, boolean value) {
        return of(metric, value ? 1 : 0);
    }

    static Score of(String metric, String system, double value) {
        return new Score(metric, system, value, 1);
    }
}
