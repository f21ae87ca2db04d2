package org.carrel.launch.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The figures as a table: a row a metric, a column a system, the ratio of Carrel to the better of
/// words and vectors alone and to plain Lucene, and what the set aims at.
final class Report {
    private static final String BEST = "x best";
    private static final String LUCENE_RATIO = "x lucene";

    private final List<Figure> figures;
    private final List<Aim> aims;

    Report(List<Figure> figures, List<Aim> aims) {
        this.figures = figures;
        this.aims = aims;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        figures.stream()
                .sorted(Comparator.comparingInt(figure -> order(figure.group())))
                .collect(
                        Collectors.groupingBy(
                                Figure::group, LinkedHashMap::new, Collectors.toList()))
                .forEach((group, ofGroup) -> {
                    lines.add("");
                    lines.addAll(table(group, ofGroup));
                });
        return lines;
    }

    /// The whole after its parts.
    private static int order(String group) {
        return switch (group) {
            case Tally.ALL -> 1;
            case Times.GROUP -> 2;
            default -> 0;
        };
    }

    private List<String> table(String group, List<Figure> ofGroup) {
        Set<String> systems = new LinkedHashSet<>();
        Map<String, Map<String, Figure>> byMetric = new LinkedHashMap<>();
        for (Figure figure : ofGroup) {
            systems.add(figure.system());
            byMetric.computeIfAbsent(figure.metric(), key -> new LinkedHashMap<>())
                    .put(figure.system(), figure);
        }
        boolean best = systems.containsAll(List.of("words", "vectors"));
        boolean lucene = systems.contains("lucene");
        boolean aimed = aims.stream().anyMatch(aim -> byMetric.containsKey(aim.metric()));
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(group, "n"));
        head.addAll(systems);
        if (best) {
            head.add(BEST);
        }
        if (lucene) {
            head.add(LUCENE_RATIO);
        }
        if (aimed) {
            head.add("aim");
        }
        rows.add(head);
        // What has baselines first: an unanswerable question, with none, may have come before.
        List<String> metrics =
                byMetric.keySet().stream()
                        .sorted(Comparator.comparing(metric -> alone(byMetric.get(metric))))
                        .toList();
        for (String metric : metrics) {
            Map<String, Figure> bySystem = byMetric.getOrDefault(metric, Map.of());
            List<String> row = new ArrayList<>(List.of(metric, count(bySystem)));
            systems.forEach(system -> row.add(shown(bySystem.get(system))));
            if (best) {
                row.add(ratioToBest(metric, bySystem));
            }
            if (lucene) {
                row.add(ratio(bySystem, "lucene"));
            }
            if (aimed) {
                row.add(aim(metric));
            }
            rows.add(row);
        }
        return aligned(rows);
    }

    private static boolean alone(@Nullable Map<String, Figure> bySystem) {
        return bySystem != null && bySystem.size() == 1;
    }

    private static String count(Map<String, Figure> bySystem) {
        return Long.toString(bySystem.values().stream().mapToLong(Figure::count).max().orElse(0));
    }

    private static String shown(@Nullable Figure figure) {
        if (figure == null) {
            return "";
        }
        boolean large = figure.metric().contains("Ms ") || figure.value() > 10;
        return String.format(Locale.ROOT, large ? "%.0f" : "%.4f", figure.value());
    }

    /// The better one has the smaller share of wrong documents, and the larger of all else.
    private static String ratioToBest(String metric, Map<String, Figure> bySystem) {
        Figure words = bySystem.get("words");
        Figure vectors = bySystem.get("vectors");
        if (words == null || vectors == null) {
            return "";
        }
        boolean lower = metric.startsWith(SearchScores.WRONG_DOCUMENTS);
        return ratio(bySystem, words.value() > vectors.value() != lower ? "words" : "vectors");
    }

    private static String ratio(Map<String, Figure> bySystem, String other) {
        Figure carrel = bySystem.get(Score.CARREL);
        Figure against = bySystem.get(other);
        return carrel == null || against == null || against.value() == 0
                ? ""
                : String.format(Locale.ROOT, "%.3f", carrel.value() / against.value());
    }

    private String aim(String metric) {
        return aims.stream()
                .filter(aim -> aim.metric().equals(metric))
                .map(Aim::shown)
                .findFirst()
                .orElse("");
    }

    private static List<String> aligned(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
