package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How long answers took, and by which route they came. Whoever stops the command reads them from
/// another thread.
final class Times {
    static final String GROUP = "times";
    private static final List<String> NAMES =
            List.of("retrievalMs", "evidenceMs", "firstTokenMs", "totalMs");

    private final Map<String, Map<String, List<Double>>> byRoute = new TreeMap<>();

    /// @param wallMs as the caller saw it, the network with it
    synchronized void add(JsonNode answer, long wallMs) {
        Map<String, List<Double>> times =
                byRoute.computeIfAbsent(
                        answer.path("route").asText("none"), key -> new LinkedHashMap<>());
        for (String name : NAMES) {
            JsonNode time = answer.path("timings").path(name);
            if (time.isNumber()) {
                times.computeIfAbsent(name, key -> new ArrayList<>()).add(time.asDouble());
            }
        }
        times.computeIfAbsent("wallMs", key -> new ArrayList<>()).add((double) wallMs);
    }

    /// Median and 95th percentile of each, and each route's share of the answers.
    synchronized List<Figure> figures() {
        long all = byRoute.values().stream().mapToLong(Times::count).sum();
        List<Figure> figures = new ArrayList<>();
        byRoute.forEach((route, times) -> {
            long count = count(times);
            figures.add(new Figure(GROUP, "share", route, (double) count / all, count));
            times.forEach((name, values) -> {
                Collections.sort(values);
                for (int percent : new int[] {50, 95}) {
                    figures.add(
                            new Figure(
                                    GROUP,
                                    name + " p" + percent,
                                    route,
                                    percentile(values, percent),
                                    values.size()));
                }
            });
        });
        return figures;
    }

    private static long count(Map<String, List<Double>> times) {
        return times.getOrDefault("wallMs", List.of()).size();
    }

    /// The nearest-rank percentile.
    ///
    /// @param sorted at least one, ascending
    static double percentile(List<Double> sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
