package org.carrel.answer;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A question for a place by its number, such as "Section 12.3", and whether it was found. */
final class Exact {

    private static final Pattern PLACE =
            Pattern.compile(
                    "(?:\\b(?:sections?|articles?|clauses?|paragraphs?)|\u00a7)\\s*"
                            + "(\\d+(?:\\.\\d+)*|[IVXLC]+\\b)",
                    Pattern.CASE_INSENSITIVE);

    private Exact() {}

    /** Whether the first citation stands under the number that the question names. */
    static boolean isAnswered(String question, Evidence evidence) {
        if (!(evidence instanceof Evidence.Grounded grounded)) {
            return false;
        }
        Citation first = grounded.citations().getFirst();
        return PLACE.matcher(question)
                .results()
                .map(MatchResult::group)
                .map(place -> place.replaceFirst("^\\D+", ""))
                .anyMatch(number -> !number.isEmpty() && isUnder(first, number));
    }

    private static boolean isUnder(Citation citation, String number) {
        Pattern heading = Pattern.compile("(?<![\\d.])" + Pattern.quote(number) + "(?!\\.?\\d)\\b");
        return heading.matcher(citation.path()).find()
                || citation.quote().startsWith(number + " ")
                || citation.quote().startsWith(number + ".");
    }
}
