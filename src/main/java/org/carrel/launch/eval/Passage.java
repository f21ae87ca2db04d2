package org.carrel.launch.eval;

/// A stretch of a document, as a search or a citation shows it.
///
/// @param document the server's id
record Passage(String document, Range range) {}
