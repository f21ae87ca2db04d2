package org.carrel.launch.eval;

/// A number of the report.
///
/// @param system what it is about: `carrel`, a baseline, or a route
/// @param count of what it is the mean over
record Figure(String group, String metric, String system, double value, long count) {}
