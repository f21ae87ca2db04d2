package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headings that a quote stands under. A passage may hold several short clauses and has the path
 * of its first, so a quote from "9.2 For cause" would be shown under "9.1 For convenience".
 */
final class ClausePath {

    private static final String BELOW = " > ";

    /** A clause as a line begins it, with its title where a full stop ends one. */
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "^[ \\t]*(\\d{1,2}(?:\\.\\d{1,2}){1,4})\\.?[ \\t]+(?=\\p{Lu})(?:([^.;:\\n]{2,60})\\.)?",
                    Pattern.MULTILINE);

    private static final Pattern NUMBER =
            Pattern.compile("^(\\d{1,2}(?:\\.\\d{1,2}){0,4})\\.?(?:\\s|$)");

    private ClausePath() {}

    /**
     * The path of a place in a passage.
     *
     * @param path of the passage, outermost heading first
     * @param text of the passage
     * @param start of the quote in it
     */
    static String of(String path, String text, int start) {
        Matcher clause = CLAUSE.matcher(text);
        String number = "";
        String title = "";
        while (clause.find() && clause.start() <= start) {
            number = clause.group(1);
            title = clause.group(2) == null ? "" : " " + clause.group(2).strip();
        }
        return number.isEmpty() ? path : under(path, number, number + title);
    }

    /** What of the path is above the clause, and the clause. */
    private static String under(String path, String number, String heading) {
        List<String> above = new ArrayList<>();
        for (String each : path.split(BELOW)) {
            Matcher own = NUMBER.matcher(each.strip());
            if (own.find()) {
                if (own.group(1).equals(number)) {
                    return path;
                }
                if (!number.startsWith(own.group(1) + ".")) {
                    break;
                }
            }
            if (!each.isBlank()) {
                above.add(each);
            }
        }
        above.add(heading);
        return String.join(BELOW, above);
    }
}
