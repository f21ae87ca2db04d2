package org.carrel.launch.eval;

/// A figure that a set declares to be aimed at.
///
/// @param group the part of the set; empty for every part
/// @param metric as the table names it
/// @param atLeast whether the figure is to be at least the value; else at most
record Aim(String group, String metric, double value, boolean atLeast) {
    static Aim atLeast(String metric, double value) {
        return new Aim("", metric, value, true);
    }

    static Aim atMost(String metric, double value) {
        return new Aim("", metric, value, false);
    }

    boolean isOf(String otherGroup, String otherMetric) {
        return metric.equals(otherMetric) && (group.isEmpty() || group.equals(otherGroup));
    }
}
