package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** States and countries whose law governs: "the laws of the State of New York", "Ohio law". */
final class Laws {

    private static final String NAME =
            "(\\p{Lu}[\\p{L}.]+(?:\\s+(?:\\p{Lu}[\\p{L}.]+|of(?=\\s+(?:the\\s+)?\\p{Lu})|the|and"
                    + "(?=\\s+\\p{Lu})))*)";

    private static final Pattern LAWS_OF =
            Pattern.compile(
                    "(?i:\\blaws?\\s+(?:in force in|of)\\s+(?:the\\s+)?)"
                            + "(?:(?i:(?:state|commonwealth|province|republic|country|district)"
                            + "\\s+of\\s+(?:the\\s+)?))?"
                            + NAME);

    private static final Pattern NAMED_LAW =
            Pattern.compile("\\b(\\p{Lu}\\p{L}+(?:\\s\\p{Lu}\\p{L}+)?)\\s+[Ll]aws?\\b");

    /** Words before "law" that name no place. */
    private static final Set<String> NO_PLACE =
            Set.of(
                    "Governing",
                    "Applicable",
                    "The",
                    "Such",
                    "This",
                    "Any",
                    "All",
                    "Common",
                    "Federal",
                    "State",
                    "Local",
                    "International",
                    "Securities",
                    "Tax",
                    "Patent",
                    "Choice");

    private Laws() {}

    static List<TypedValues.Read> in(String text) {
        List<TypedValues.Read> found = new ArrayList<>();
        Matcher of = LAWS_OF.matcher(text);
        while (of.find()) {
            found.add(read(of));
        }
        Matcher named = NAMED_LAW.matcher(text);
        while (named.find()) {
            String first = named.group(1).split("\\s")[0];
            if (!NO_PLACE.contains(first)) {
                found.add(read(named));
            }
        }
        return found;
    }

    private static TypedValues.Read read(Matcher place) {
        String name = place.group(1).replaceAll("[.,\\s]+$", "");
        return new TypedValues.Read(
                AnswerKind.LAW,
                place.start(1),
                place.start(1) + name.length(),
                name.replaceAll("\\s+", " "));
    }
}
