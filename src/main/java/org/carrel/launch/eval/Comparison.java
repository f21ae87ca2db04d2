package org.carrel.launch.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How figures differ from those of an earlier run.
final class Comparison {
    /// Less than what the table shows.
    private static final double SAME = 0.00005;

    private Comparison() {}

    /// One line a figure that differs, and one that tells how many do not.
    static List<String> lines(List<Figure> earlier, List<Figure> now) {
        Map<List<String>, Figure> before = new HashMap<>();
        earlier.forEach(figure -> before.put(key(figure), figure));
        List<String> lines = new ArrayList<>();
        int same = 0;
        for (Figure figure : now) {
            Figure was = before.get(key(figure));
            if (was == null) {
                continue;
            }
            double difference = figure.value() - was.value();
            if (Math.abs(difference) < SAME) {
                same++;
            } else {
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "  %-14s %-32s %-8s %10.4f -> %10.4f  %+9.4f%s",
                                figure.group(),
                                figure.metric(),
                                figure.system(),
                                was.value(),
                                figure.value(),
                                difference,
                                was.count() == figure.count()
                                        ? ""
                                        : "  (n " + was.count() + " -> " + figure.count() + ")"));
            }
        }
        lines.add("  " + same + " figures are the same");
        return lines;
    }

    private static List<String> key(Figure figure) {
        return List.of(figure.group(), figure.metric(), figure.system());
    }
}
