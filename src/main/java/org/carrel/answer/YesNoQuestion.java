package org.carrel.answer;

import java.util.regex.Pattern;

/**
 * Tells questions that yes or no answers by their form: an auxiliary verb before its subject, at
 * the start ("May the tenant sublet?") or after a topic ("Metformin in pregnancy: is it safe?"), or
 * a claim put in doubt behind a topic ("Inhibin, a marker of relapse?").
 */
final class YesNoQuestion {

    private static final String AUXILIARY =
            "(is|are|was|were|am|do|does|did|has|have|had|can|could|may|might|must|shall|should"
                    + "|will|would|need|isn't|aren't|doesn't|don't|didn't|can't|won't)";

    private static final Pattern ASKED =
            Pattern.compile(
                    "(^|[:;,.?!\u2013\u2014-]\\s*|\\b(and|or|but|so)\\s+)"
                            + AUXILIARY
                            + "\\s+(?!more\\b)[\\p{L}\\p{N}\"'(\u201c]",
                    Pattern.CASE_INSENSITIVE);

    /** An open question stays one whatever auxiliary follows: "What is the term, and is it ...". */
    private static final Pattern OPEN =
            Pattern.compile(
                    "(^|:)\\W*(what|which|who|whom|whose|when|where|why|how|list|name|give|describe"
                            + "|explain|summari[sz]e)\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern DOUBTED =
            Pattern.compile(
                    ".+[:.]\\s+\\P{Lu}[^:?]{8,}\\?$"
                            + "|.+(?:[:.,\u2013\u2014]\\s|--)\\s*[Aa]n?\\s[^:?]{8,}\\?$");

    /** What asks whether a statement holds, before the statement. */
    private static final Pattern FRAME =
            Pattern.compile(
                    "^\\W*(?:(?:is|was)\\s+it\\s+(?:true|correct|right|the\\s+case)"
                            + "|(?:do|does|did)\\s+(?:the|this|these|its)\\s+[\\p{L} -]{3,40}?\\s+"
                            + "(?:say|state|provide|indicate|mention|show))"
                            + "\\b[^,;:?]{0,60}?\\bthat\\s+(?=\\S)",
                    Pattern.CASE_INSENSITIVE);

    private YesNoQuestion() {}

    /**
     * The statement alone of "Is it true under this lease that ...?"; else the question as it is.
     */
    static String statement(String question) {
        return FRAME.matcher(question).replaceFirst("");
    }

    /** Whether yes or no would answer it. */
    static boolean isAsked(String question) {
        String text = question.strip();
        return !OPEN.matcher(text).find()
                && (ASKED.matcher(text).find() || DOUBTED.matcher(text).find());
    }
}
