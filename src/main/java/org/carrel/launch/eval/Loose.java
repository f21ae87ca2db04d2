package org.carrel.launch.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A look at a shown sentence that does not ask the server: its numbers, and its words with a
/// capital letter other than the first, have to stand in what it cites or in the question. A
/// sentence can be wrong in other ways; one that fails here says something that its source does
/// not.
final class Loose {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
    private static final Pattern NAME =
            Pattern.compile("(?<=[\\p{L}\\p{N},;:)”\"] )\\p{Lu}[\\p{L}’'-]+");

    private Loose() {}

    /// What the sentence names and its sources do not.
    ///
    /// @param sources quotes that it cites, names of their documents, the question
    static List<String> in(String sentence, List<String> sources) {
        Letters given = Letters.of(String.join(" ", sources));
        List<String> numbers = numbers(String.join(" \n ", sources));
        List<String> loose = new ArrayList<>();
        for (String number : numbers(sentence)) {
            if (!numbers.contains(number)) {
                loose.add(number);
            }
        }
        for (Matcher name = NAME.matcher(sentence); name.find(); ) {
            if (!given.text().contains(Letters.of(name.group()).text())) {
                loose.add(name.group().toLowerCase(Locale.ROOT));
            }
        }
        return loose;
    }

    private static List<String> numbers(String text) {
        List<String> numbers = new ArrayList<>();
        for (Matcher number = NUMBER.matcher(text); number.find(); ) {
            numbers.add(number.group().replace(",", "").replaceFirst("\\.0+$", ""));
        }
        return numbers;
    }
}
