package org.carrel.launch.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds in the server's text of a document what a set marks in its own.
///
/// Where both have the same letters, the place follows by counting them. Else the marked letters
/// are looked for; of several places the one with the same ordinal number is taken, if both texts
/// have equally many, else the one nearest to where the proportion lets it be expected. Letters
/// that occur nowhere as a whole, such as a clause that goes on over a running head, are found by
/// how they begin and end.
final class Alignment {
    private static final int[] ANCHORS = {40, 24, 12};

    private final Letters own;
    private final Letters server;
    private final boolean same;

    /// @param own the text that the set's offsets count in
    Alignment(Letters own, Letters server) {
        this.own = own;
        this.server = server;
        this.same = own.text().equals(server.text());
    }

    /// The one place of a marked range; empty if it cannot be found.
    ///
    /// @param marked UTF-16 indexes in the set's own text
    Optional<Range> place(Range marked) {
        int from = own.at(marked.start());
        int to = own.at(marked.end());
        if (from >= to) {
            return Optional.empty();
        }
        if (same) {
            return Optional.of(server.origin(from, to));
        }
        String wanted = own.text().substring(from, to);
        List<Integer> there = occurrences(server.text(), wanted);
        if (there.isEmpty()) {
            return byEnds(wanted, expected(from));
        }
        List<Integer> here = occurrences(own.text(), wanted);
        int at =
                here.size() == there.size()
                        ? there.get(here.indexOf(from))
                        : nearest(there, expected(from));
        return Optional.of(server.origin(at, at + wanted.length()));
    }

    /// All places of a quotation.
    static List<Range> places(Letters server, String quotation) {
        String wanted = Letters.of(quotation).text();
        List<Range> places = new ArrayList<>();
        if (!wanted.isEmpty()) {
            for (int at : occurrences(server.text(), wanted)) {
                places.add(server.origin(at, at + wanted.length()));
            }
        }
        return places;
    }

    private int expected(int from) {
        return (int) ((long) from * server.length() / Math.max(1, own.length()));
    }

    private Optional<Range> byEnds(String wanted, int expected) {
        for (int anchor : ANCHORS) {
            if (wanted.length() < 2 * anchor) {
                continue;
            }
            List<Integer> heads = occurrences(server.text(), wanted.substring(0, anchor));
            List<Integer> tails =
                    occurrences(server.text(), wanted.substring(wanted.length() - anchor));
            if (!heads.isEmpty() && !tails.isEmpty()) {
                int from = nearest(heads, expected);
                int to = nearest(tails, from + wanted.length() - anchor) + anchor;
                // No more than twice as long: else head and tail belong to two clauses.
                if (to - from > wanted.length() / 2 && to - from < wanted.length() * 2) {
                    return Optional.of(server.origin(from, to));
                }
            }
        }
        return Optional.empty();
    }

    private static int nearest(List<Integer> places, int expected) {
        return places.stream()
                .min(Comparator.comparingInt(place -> Math.abs(place - expected)))
                .orElseThrow();
    }

    /// Overlapping ones too, so that ordinal numbers agree with any way of counting.
    private static List<Integer> occurrences(String text, String wanted) {
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            places.add(at);
        }
        return places;
    }
}
