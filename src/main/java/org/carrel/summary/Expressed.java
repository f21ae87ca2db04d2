package org.carrel.summary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carrel.concept.Concept;
import org.carrel.concept.Concepts;

/** How plainly one statement expresses concepts; each is looked for once. */
final class Expressed {

    private static final Concepts KNOWN = Concepts.standard();

    private final String quote;
    private final Map<Concept, Double> known = new HashMap<>();

    Expressed(Statement statement) {
        this.quote = statement.quote();
    }

    /** The plainest of some: 0 not at all, 1 beyond doubt. */
    double most(List<Concept> concepts) {
        double most = 0;
        for (Concept concept : concepts) {
            most =
                    Math.max(
                            most,
                            known.computeIfAbsent(concept, each -> KNOWN.expressed(each, quote)));
        }
        return most;
    }
}
