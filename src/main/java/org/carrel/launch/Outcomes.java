package org.carrel.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What became of all files: told file by file while they are few, and as a table.
record Outcomes(List<Outcome> all) {
    private static final int FEW = 20;
    private static final int MOST_TOLD = 100;

    long good() {
        return all.stream().filter(Outcome::good).count();
    }

    void tell(Steps steps) {
        List<Outcome> told =
                all.stream().filter(each -> all.size() <= FEW || !each.good()).toList();
        told.stream().limit(MOST_TOLD).forEach(each -> steps.say("  " + each.line()));
        if (told.size() > MOST_TOLD) {
            steps.say("  … and " + (told.size() - MOST_TOLD) + " more (--report FILE names all)");
        }
        if (all.size() > FEW) {
            table().forEach((row, files) ->
                    steps.say(String.format(Locale.ROOT, "  %-40s %,9d", row, files)));
        }
    }

    private Map<String, Integer> table() {
        Map<String, Integer> table = new TreeMap<>();
        for (Outcome each : all) {
            table.merge(String.format("%-12s %s", each.state(), each.reason()), 1, Integer::sum);
        }
        return table;
    }

    /// One JSON object a line.
    void write(Path report) {
        try {
            Files.write(report, all.stream().map(Outcome::json).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + report, e);
        }
    }
}
