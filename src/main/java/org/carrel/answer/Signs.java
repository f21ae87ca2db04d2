package org.carrel.answer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carrel.concept.Concept;
import org.carrel.concept.Concepts;
import org.carrel.concept.Expression;
import org.carrel.search.Analysis;
import org.carrel.search.Hit;

/** Reads the signs of sentences for one question. */
final class Signs {

    private static final int FULL = 3;

    /** A heading at a sentence's own start is sought this far, in UTF-16 units. */
    private static final int OWN_HEADING = 90;

    /** From here on, in UTF-16 units, a place is no longer near the beginning. */
    private static final double BEGINNING_END = 15_000;

    private static final int FRAGMENT_LENGTH = 40;

    private final Asked asked;
    private final Concepts concepts = Concepts.standard();

    Signs(Asked asked) {
        this.asked = asked;
    }

    /** All but those that need the sentence's vector. */
    Map<Sign, Double> of(Statement statement) {
        Map<Sign, Double> signs = new EnumMap<>(Sign.class);
        Set<String> terms = Analysis.terms(statement.text());
        double coverage = Coverage.of(terms, asked.rarity());
        signs.put(Sign.COVERAGE, coverage);
        signs.put(Sign.AROUND, statement.around());
        signs.put(Sign.CONTENTS, one(statement.isContents()));
        signs.put(Sign.DEFINES, one(statement.defines()));
        signs.put(Sign.FRAGMENT, one(isFragment(statement, terms)));
        boolean fits = asked.kind().fits(statement.text());
        signs.put(Sign.FITS, one(fits));
        signs.put(Sign.LACKS, one(!fits && asked.kind().hasForm()));
        Concept concept = asked.concept();
        if (concept == null) {
            signs.put(Sign.COVERAGE_UNKNOWN, coverage);
        } else {
            addConcept(signs, concept, statement);
        }
        return signs;
    }

    /**
     * Adds what the vectors tell.
     *
     * @param cosine of the sentence's vector and the question's
     */
    void addLikeness(Map<Sign, Double> signs, double cosine) {
        // bge-small gives a question and an unrelated sentence up to 0.5, its answer 0.6 to 0.8.
        double alike = Math.clamp((cosine - 0.45) / 0.4, 0, 1);
        signs.put(Sign.ALIKE, alike);
        if (asked.concept() == null) {
            signs.put(Sign.ALIKE_UNKNOWN, alike);
        }
    }

    private void addConcept(Map<Sign, Double> signs, Concept concept, Statement statement) {
        Expression expression = concepts.expression(concept, statement.text());
        signs.put(Sign.USUAL, concept.usual().ordinal() / 3.0);
        signs.put(Sign.SAID, one(expression.said() > 0));
        signs.put(Sign.SAID_MORE, share(expression.said() - 1, FULL - 1));
        signs.put(Sign.HINTED, share(expression.hinted(), FULL));
        signs.put(Sign.OTHERWISE, one(expression.otherwise()));
        boolean headed = isHeaded(concept, statement);
        signs.put(Sign.HEADED, one(headed));
        signs.put(Sign.UNDER, one(!headed && isUnder(concept, statement.hit())));
        signs.put(Sign.BEGINNING, concept.atBeginning() ? beginning(statement) : 0);
        if (asked.concepts().size() > 1) {
            Concept second = asked.concepts().get(1);
            signs.put(Sign.SECOND, concepts.expressed(second, statement.text()));
        }
    }

    private boolean isHeaded(Concept concept, Statement statement) {
        String text = statement.text();
        int line = text.indexOf('\n');
        int stop = text.indexOf(". ", 5);
        int end = Math.min(line < 0 ? OWN_HEADING : line, stop < 0 ? OWN_HEADING : stop);
        boolean own =
                end < OWN_HEADING
                        && end < text.length()
                        && concepts.headed(concept, text.substring(0, end));
        return own || concepts.headed(concept, innermost(statement.hit()));
    }

    private static String innermost(Hit hit) {
        List<String> path = List.of(hit.path().split(" > "));
        return path.getLast();
    }

    private boolean isUnder(Concept concept, Hit hit) {
        for (String heading : hit.path().split(" > ")) {
            if (concepts.headed(concept, heading)) {
                return true;
            }
        }
        return false;
    }

    private static double beginning(Statement statement) {
        return Math.max(
                0, 1 - (statement.hit().start() + statement.span().start()) / BEGINNING_END);
    }

    /** A heading repeats the question's words and says nothing; "No known allergies." does. */
    private boolean isFragment(Statement statement, Set<String> terms) {
        return !Statements.isEnded(statement.text())
                && (statement.text().length() < FRAGMENT_LENGTH
                        || terms.stream().filter(term -> !asked.rarity().containsKey(term)).count()
                                < 2);
    }

    private static double share(int number, int full) {
        return Math.clamp((double) number / full, 0, 1);
    }

    private static double one(boolean holds) {
        return holds ? 1 : 0;
    }
}
