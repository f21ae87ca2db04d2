package org.carrel.answer;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lengths of time: "thirty (30) days'", "2-year", "one hundred eighty days", "10 business days".
 * The digits in brackets win over the words before them.
 */
final class Durations {

    private static final Pattern DURATION =
            Pattern.compile(
                    "(?<![\\p{L}\\d.,$])(?:("
                            + Numerals.WORDS
                            + "|\\d{1,4})[\\s-]*(?:\\((\\d{1,4})\\)[\\s-]*)?|(an?)\\s+)"
                            + "(?:(business|working|calendar|full|consecutive)\\s+)?"
                            + "(hour|day|week|month|quarter|year)s?\\b",
                    Pattern.CASE_INSENSITIVE);

    private Durations() {}

    static List<TypedValues.Read> in(String text) {
        return DURATION.matcher(text).results().flatMap(Durations::read).toList();
    }

    private static Stream<TypedValues.Read> read(MatchResult found) {
        OptionalInt number =
                found.group(3) != null
                        ? OptionalInt.of(1)
                        : Numerals.value(found.group(2) == null ? found.group(1) : found.group(2));
        if (number.isEmpty()) {
            return Stream.empty();
        }
        String unit = found.group(5).toLowerCase(Locale.ROOT);
        String normalized =
                number.getAsInt()
                        + " "
                        + working(found.group(4))
                        + unit
                        + (number.getAsInt() == 1 ? "" : "s");
        return Stream.of(
                new TypedValues.Read(AnswerKind.DURATION, found.start(), found.end(), normalized));
    }

    private static String working(@Nullable String sort) {
        boolean working =
                sort != null
                        && (sort.equalsIgnoreCase("business") || sort.equalsIgnoreCase("working"));
        return working ? "business " : "";
    }
}
