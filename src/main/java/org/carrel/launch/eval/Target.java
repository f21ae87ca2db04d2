package org.carrel.launch.eval;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// A place that a set marks, in the server's text.
///
/// @param places any of these will do; empty if it could not be found there, which then counts as
///   not retrieved
/// @param length in characters, of one place
/// @param pages from 1, on which a citation may stand; empty if the pages are not known
record Target(String document, List<Range> places, int length, Set<Integer> pages) {

    /// How many of its characters are among the shown.
    ///
    /// @param shown of the same document
    long common(Ranges shown) {
        return places.stream().map(shown::common).max(Comparator.naturalOrder()).orElse(0L);
    }
}
