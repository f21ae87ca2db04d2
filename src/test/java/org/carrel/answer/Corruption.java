package org.carrel.answer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways in which a true sentence is made a false one that looks like it. */
enum Corruption {
    NUMBER {
        @Override
        Optional<String> apply(String sentence, String other, Random random) {
            return replaced(
                    sentence,
                    "(?<![\\w.,/-])\\d{1,4}(?![\\w.,/-]*\\d)",
                    number -> Integer.toString(Integer.parseInt(number) + 1 + random.nextInt(9)));
        }
    },
    MONTH {
        @Override
        Optional<String> apply(String sentence, String other, Random random) {
            return replaced(
                    sentence,
                    "\\b(?:January|February|March|April|June|July|August|September|October|November|December)(?= \\d)",
                    month -> month.equals("March") ? "October" : "March");
        }
    },
    UNIT {
        @Override
        Optional<String> apply(String sentence, String other, Random random) {
            return replaced(
                    sentence,
                    "(?<=\\d\\)? |\\d\\) (?:business|calendar) )(?:days|months|years|mg|weeks)\\b",
                    unit -> unit.equals("days") ? "months" : unit.equals("mg") ? "mcg" : "days");
        }
    },
    NAME {
        @Override
        Optional<String> apply(String sentence, String other, Random random) {
            List<String> names =
                    Pattern.compile("(?<=[a-z,] )\\p{Lu}[a-z]{3,}")
                            .matcher(other)
                            .results()
                            .map(MatchResult::group)
                            .filter(name -> !sentence.contains(name.substring(0, 4)))
                            .toList();
            return names.isEmpty()
                    ? Optional.empty()
                    : replaced(
                            sentence,
                            "(?<=[a-z,] )\\p{Lu}[a-z]{3,}",
                            name -> names.get(random.nextInt(names.size())));
        }
    },
    NEGATION {
        @Override
        Optional<String> apply(String sentence, String other, Random random) {
            return replaced(sentence, "^(?:Neither|No) ", denial -> "Any ")
                    .or(() ->
                            replaced(
                                    sentence,
                                    "(?<=\\b(?:shall|may|is|was|does|did|will|has) )not ",
                                    denial -> ""))
                    .or(() ->
                            replaced(
                                    sentence,
                                    "\\b(?:shall|may|is|was|will|has|are)\\b(?! not)",
                                    verb -> verb + " not"));
        }
    },
    HEADLESS {
        @Override
        Optional<String> apply(String sentence, String other, Random random) {
            return replaced(sentence, "^(?:Neither|No|In no event shall) ", denial -> "");
        }
    },
    SIDE {
        @Override
        Optional<String> apply(String sentence, String other, Random random) {
            Map<String, String> sides =
                    Map.of(
                            "Receiving",
                            "Disclosing",
                            "Disclosing",
                            "Receiving",
                            "Licensor",
                            "Licensee",
                            "Licensee",
                            "Licensor",
                            "Company",
                            "Consultant",
                            "left",
                            "right",
                            "right",
                            "left",
                            "Buyer",
                            "Seller",
                            "Seller",
                            "Buyer",
                            "Recipient",
                            "Discloser");
            return replaced(
                    sentence,
                    "\\b(?:" + String.join("|", sides.keySet()) + ")\\b",
                    side -> sides.getOrDefault(side, side));
        }
    },
    SWAPPED {
        @Override
        Optional<String> apply(String sentence, String other, Random random) {
            Matcher parties =
                    Pattern.compile(
                                    "^(.*?)\\b((?:Company|Licensee|Licensor|Supplier|Customer|Receiving Party|Disclosing Party|Recipient|Discloser|Distributor|Buyer|Seller|Consultant))\\b(.*)\\b((?:Company|Licensee|Licensor|Supplier|Customer|Receiving Party|Disclosing Party|Recipient|Discloser|Distributor|Buyer|Seller|Consultant))\\b(.*)$")
                            .matcher(sentence);
            return parties.matches()
                            && !parties.group(2).equals(parties.group(4))
                            && !parties.group(3).matches("(?: and| or|,)? *")
                    ? Optional.of(
                            parties.group(1)
                                    + parties.group(4)
                                    + parties.group(3)
                                    + parties.group(2)
                                    + parties.group(5))
                    : Optional.empty();
        }
    },
    QUANTITY {
        @Override
        Optional<String> apply(String sentence, String other, Random random) {
            Map<String, String> words =
                    Map.of(
                            "at least",
                            "at most",
                            "all",
                            "some",
                            "any",
                            "certain",
                            "only",
                            "also",
                            "both",
                            "one of",
                            "shall",
                            "may",
                            "may",
                            "must",
                            "each",
                            "one",
                            "no more than",
                            "no less than",
                            "some",
                            "all");
            return replaced(
                    sentence,
                    "\\b(?:no more than|at least|all|any|only|both|each|some|shall|may)\\b",
                    word -> words.getOrDefault(word, word));
        }
    },
    JOINED {
        @Override
        Optional<String> apply(String sentence, String other, Random random) {
            Pattern verb = Pattern.compile(" (?:shall|may|will|must|is|was|are|has|had) ");
            Matcher here = verb.matcher(sentence);
            Matcher there = verb.matcher(other);
            return here.find()
                            && there.find()
                            && !other.startsWith(sentence.substring(0, Math.min(9, here.start())))
                    ? Optional.of(
                            sentence.substring(0, here.start()) + other.substring(there.start()))
                    : Optional.empty();
        }
    };

    /**
     * @param other another sentence of the same document
     * @return empty where the sentence has nothing to change in this way
     */
    abstract Optional<String> apply(String sentence, String other, Random random);

    private interface Change {
        String of(String found);
    }

    private static Optional<String> replaced(String sentence, String pattern, Change change) {
        Matcher found = Pattern.compile(pattern).matcher(sentence);
        if (!found.find()) {
            return Optional.empty();
        }
        String changed =
                sentence.substring(0, found.start())
                        + change.of(found.group())
                        + sentence.substring(found.end());
        return changed.equals(sentence) ? Optional.empty() : Optional.of(changed);
    }
}
