package org.carrel.summary;

import java.util.List;
import java.util.Locale;

/** Names what a step of a plan is, by the words of a resource. */
final class Steps {

    private record Step(String name, Phrases says) {}

    private static final List<Step> ALL =
            Kind.lines("steps.txt").stream()
                    .map(line -> line.split("\\|", -1))
                    .map(parts -> new Step(parts[0].strip(), Phrases.of(parts[1])))
                    .toList();

    private Steps() {}

    /** The sentence after the name of the first step whose words it holds; else as it is. */
    static String labelled(String told) {
        String lower = told.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(step -> step.says().in(lower) > 0)
                .findFirst()
                .map(step -> step.name() + ": " + told)
                .orElse(told);
    }
}
