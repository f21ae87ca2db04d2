package org.carrel.answer;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whole numbers, in digits or in words. */
final class Counts {

    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}\\d.,$])(?:\\d{1,3}(?:,\\d{3})+|\\d{1,9}|"
                            + Numerals.WORDS
                            + ")(?![\\p{L}\\d]|[.,]\\d)",
                    Pattern.CASE_INSENSITIVE);

    private Counts() {}

    static List<TypedValues.Read> in(String text) {
        return NUMBER.matcher(text)
                .results()
                .flatMap(found ->
                        Numerals.value(found.group()).stream()
                                .boxed()
                                .flatMap(value ->
                                        Stream.of(
                                                new TypedValues.Read(
                                                        AnswerKind.COUNT,
                                                        found.start(),
                                                        found.end(),
                                                        value.toString()))))
                .toList();
    }
}
