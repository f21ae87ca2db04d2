package org.carrel.launch.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sums scores up into figures, by group; sets of several groups also have all of them together.
final class Tally {
    /// The group of all groups.
    static final String ALL = "all";

    private final Map<Key, double[]> sums = new LinkedHashMap<>();
    private final List<Figure> more = new ArrayList<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final List<String> remarks = new ArrayList<>();

    private record Key(String group, String metric, String system) {}

    void add(Row row) {
        groups.add(row.item().group());
        for (Score score : row.scores()) {
            add(row.item().group(), score);
            add(ALL, score);
        }
    }

    private void add(String group, Score score) {
        double[] sum =
                sums.computeIfAbsent(
                        new Key(group, score.metric(), score.system()), key -> new double[3]);
        sum[0] += score.value() * score.weight();
        sum[1] += score.weight();
        sum[2]++;
    }

    /// A figure that is no mean.
    void add(Figure figure) {
        more.add(figure);
    }

    /// Something that a reader of the figures has to know.
    void remark(String remark) {
        remarks.add(remark);
    }

    List<String> remarks() {
        return remarks;
    }

    /// In the order in which they first came.
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        sums.forEach((key, sum) -> {
            if (shown(key.group())) {
                figures.add(
                        new Figure(
                                key.group(),
                                key.metric(),
                                key.system(),
                                sum[0] / sum[1],
                                (long) sum[2]));
            }
        });
        more.forEach(
                figure -> figures.add(shown(figure.group()) ? figure : ofTheOnlyGroup(figure)));
        return figures;
    }

    private Figure ofTheOnlyGroup(Figure figure) {
        return new Figure(
                groups.iterator().next(),
                figure.metric(),
                figure.system(),
                figure.value(),
                figure.count());
    }

    /// A single group is not shown twice.
    private boolean shown(String group) {
        return groups.size() != 1 || !group.equals(ALL) || groups.contains(ALL);
    }
}
