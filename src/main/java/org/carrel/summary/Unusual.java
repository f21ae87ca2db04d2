package org.carrel.summary;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.carrel.concept.Concept;

/** Says of a contract's statement what a lawyer would look at twice, by the rules of a resource. */
final class Unusual {

    /** So plainly a concept must be expressed: by one wording that says it, not by hints. */
    private static final double PLAIN = 0.9;

    /** A reason, the phrases that call for it, and those that speak against it. */
    private record Rule(
            String reason, double weight, List<Concept> concepts, Phrases says, Phrases unless) {

        boolean calledFor(Expressed expressed, String lower) {
            return (says.in(lower) > 0 || expressed.most(concepts) >= PLAIN)
                    && unless.in(lower) == 0;
        }
    }

    private final List<Rule> rules = Kind.lines("unusual.txt").stream().map(Unusual::rule).toList();

    private static Rule rule(String line) {
        String[] parts = line.split("\\|", -1);
        return new Rule(
                parts[1].strip(),
                Double.parseDouble(parts[0].strip()),
                Kind.concepts(parts[2]),
                Phrases.of(parts[3]),
                Phrases.of(parts[4]));
    }

    /** The weightiest rule that a statement meets. */
    Optional<Shortlist.Candidate> of(Statement statement, Expressed expressed) {
        String lower = statement.quote().toLowerCase(Locale.ROOT);
        Rule found = null;
        for (Rule rule : rules) {
            if ((found == null || rule.weight() > found.weight())
                    && rule.calledFor(expressed, lower)) {
                found = rule;
            }
        }
        return found == null
                ? Optional.empty()
                : Optional.of(new Shortlist.Candidate(statement, found.weight(), found.reason()));
    }
}
