package org.carrel.summary;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Spoken words without what only fills: hesitations, half words, repetitions, orders to a device.
 */
final class Spoken {

    /** A pattern and what stands in its place. */
    private record Change(Pattern from, String to) {
        static Change of(String from, String to) {
            return new Change(Pattern.compile(from, Pattern.CASE_INSENSITIVE), to);
        }
    }

    private static final List<Change> CHANGES =
            List.of(
                    Change.of("\\s+", " "),
                    // Words that a tokenizer parted.
                    Change.of("\\b(\\w+) n't\\b", "$1n't"),
                    Change.of(" ('(?:s|re|ve|m|ll|d)\\b)", "$1"),
                    Change.of("\\bgon ?na\\b", "going to"),
                    Change.of("\\bwan ?na\\b", "want to"),
                    Change.of("\\bgot ?ta\\b", "have to"),
                    Change.of("\\b'cause\\b", "because"),
                    Change.of("\\bcan not\\b", "cannot"),
                    Change.of("^[\\s.,?!-]+", ""),
                    // Half words: "d- do", "y-you".
                    Change.of("\\b(\\w{1,12})-\\s*(?=\\1)", ""),
                    Change.of("\\b\\w{1,3}- ", ""),
                    Change.of("- ?$", ""),
                    Change.of(" \\.\\.\\.", ","),
                    // What fills.
                    Change.of(
                            "(?:^|(?<=[ ,.]))(?:um+|uh+|hmm+|mm-hmm|mmhmm|mm|er|ah|oh|you know|i"
                                    + " mean|kind of|kinda|sort of|like i said|obviously|basically"
                                    + "|actually|honestly|anyway|go ahead and|go ahead|gosh|wow)\\b"
                                    + "(?: ?,)?",
                            ""),
                    Change.of(", like ,", ","),
                    Change.of(" +([,.?!;:])", "$1"),
                    Change.of("(?:[,.]\\s*)+(?=[,.?!])", ""),
                    Change.of(" {2,}", " "),
                    Change.of("^[\\s.,]+", ""),
                    Change.of(
                            "^(?:(?:no(?=,)|nope|yes|okay|ok|alright|all right|right|yeah|yep|yup|so|well|and|but"
                                    + "|now|then|again|good|great|perfect|excellent|awesome"
                                    + "|absolutely|sure|got it|i see)\\b[\\s,.]*)+"
                                    + "(?=\\S)",
                            ""),
                    Change.of(
                            "[,.]\\s*\\b(?:okay|ok|alright|all right|right|or anything like"
                                    + " that|anything like that|or anything|at all|or so|or"
                                    + " something|you know|yeah|though)\\s*([.?!]?)$",
                            "$1"),
                    // Said twice.
                    Change.of("\\b(\\w+ \\w+ \\w+),? \\1\\b", "$1"),
                    Change.of("\\b(\\w+ \\w+),? \\1\\b", "$1"),
                    Change.of("\\b(\\w+)(?:,? \\1\\b)+", "$1"),
                    Change.of("^[\\s.,]+", ""),
                    Change.of("[\\s,]+$", ""),
                    Change.of(" {2,}", " "));

    private static final Pattern ORDER = Pattern.compile("^\\W*(?:hey|hi|okay)?\\W*,? ?dragon\\b");

    private static final Pattern QUESTION =
            Pattern.compile(
                    "^(?:(?:so|and|okay|well|now|um|uh|alright|or|but)[ ,]+)*(?:any|have you|do you"
                            + "|did you|are you|were you|is there|how|what|when|where|does|is it"
                            + "|has|can you|are there|no\\b.*\\?)\\b");

    private Spoken() {}

    static boolean asks(String spoken) {
        String lower = spoken.toLowerCase(Locale.ROOT).strip();
        return lower.endsWith("?") || QUESTION.matcher(lower).find();
    }

    static String clean(String spoken) {
        if (ORDER.matcher(spoken.toLowerCase(Locale.ROOT)).find()) {
            return "";
        }
        String words = spoken;
        for (Change change : CHANGES) {
            words = change.from().matcher(words).replaceAll(change.to());
        }
        return words.chars().anyMatch(Character::isLetterOrDigit) ? words.strip() : "";
    }
}
