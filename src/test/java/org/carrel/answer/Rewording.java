package org.carrel.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways in which a true sentence is said otherwise and stays true. */
enum Rewording {
    AS_IT_STANDS {
        @Override
        Optional<String> apply(String sentence) {
            return Optional.of(sentence);
        }
    },
    OPENED {
        @Override
        Optional<String> apply(String sentence) {
            return Optional.of(
                    "Yes, "
                            + sentence.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                            + sentence.substring(1));
        }
    },
    DATE_RESPELLED {
        @Override
        Optional<String> apply(String sentence) {
            return replaced(
                    sentence,
                    "\\b(January|February|March|April|May|June|July|August|September|October|November|December) (\\d{1,2}), (\\d{4})",
                    "$2 $1 $3");
        }
    },
    NUMBER_IN_DIGITS {
        @Override
        Optional<String> apply(String sentence) {
            return replaced(sentence, "\\b\\p{L}+(?:-\\p{L}+)? \\((\\d+)\\)", "$1");
        }
    },
    MUST {
        @Override
        Optional<String> apply(String sentence) {
            return replaced(sentence, "\\bshall\\b", "must");
        }
    },
    HALF {
        @Override
        Optional<String> apply(String sentence) {
            Matcher joined =
                    Pattern.compile("^(.{40,}?)(?:; |, and | and )(?!\\p{L}+ing\\b).{15,}$")
                            .matcher(sentence);
            return joined.matches() ? Optional.of(joined.group(1) + ".") : Optional.empty();
        }
    };

    /** Empty where it cannot be said so. */
    abstract Optional<String> apply(String sentence);

    private static Optional<String> replaced(String sentence, String pattern, String by) {
        String changed = sentence.replaceAll(pattern, by);
        return changed.equals(sentence) ? Optional.empty() : Optional.of(changed);
    }
}
