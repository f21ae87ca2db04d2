package org.carrel.search.terms;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that are one by their sign: "follow-up" as "followup", "and/or", "N/A", "IL-6" as "il6";
 * and short forms in capitals.
 */
final class FormRule implements Rule {

    private static final Pattern JOINED =
            Pattern.compile(
                    "(?<![\\p{L}\\d/-])(?=[\\d/-]{0,20}\\p{L})[\\p{L}\\d]{1,40}(?:[-/][\\p{L}\\d]{1,40}){1,5}(?![\\p{L}\\d/])");
    private static final Pattern CAPITALS =
            Pattern.compile("(?<![\\p{L}\\d.&/-])[A-Z](?:\\.?[A-Z]){1,5}\\b(?![\\p{L}\\d&-])");

    @Override
    public void find(String text, List<Identifier> into) {
        Matcher joined = JOINED.matcher(text);
        while (joined.find()) {
            into.add(
                    new Identifier(
                            Identifier.Kind.FORM,
                            "form",
                            value(joined.group()),
                            joined.start(),
                            joined.end()));
        }
        Matcher capitals = CAPITALS.matcher(text);
        while (capitals.find()) {
            into.add(
                    new Identifier(
                            Identifier.Kind.CAPITALS,
                            "capitals",
                            capitals.group().replace(".", ""),
                            capitals.start(),
                            capitals.end()));
        }
    }

    /** The term of a form however it is joined. */
    static String term(String form) {
        return "form:" + value(form);
    }

    private static String value(String form) {
        return form.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
