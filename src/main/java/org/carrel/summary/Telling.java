package org.carrel.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carrel.search.Analysis;

/**
 * Chooses the lines that tell most: whose words are spoken of often, averaged over the line
 * (SumBasic: Nenkova and Vanderwende, 2005).
 */
final class Telling {

    private Telling() {}

    /**
     * So many lines, in their order.
     *
     * @param counts how many lines hold each term
     */
    static List<Draft.Line> most(List<Draft.Line> lines, int most, Map<String, Integer> counts) {
        if (lines.size() <= most) {
            return lines;
        }
        List<Draft.Line> best = new ArrayList<>(lines);
        best.sort(Comparator.comparingDouble((Draft.Line line) -> -weight(line, counts)));
        Set<Draft.Line> kept = Set.copyOf(best.subList(0, most));
        return lines.stream().filter(kept::contains).toList();
    }

    private static double weight(Draft.Line line, Map<String, Integer> counts) {
        Set<String> terms = Analysis.terms(line.text());
        double sum = 0;
        for (String term : terms) {
            sum += Math.log1p(counts.getOrDefault(term, 0));
        }
        return sum / Math.sqrt(Math.max(1, terms.size()));
    }
}
