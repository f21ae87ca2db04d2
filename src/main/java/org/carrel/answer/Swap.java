package org.carrel.answer;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a thing into a question, in the place of one of its kind: "the lessee" in that of "the
 * lessor", one name in that of another, "insulin" in that of "metformin".
 */
final class Swap {

    /** Sides: a word of a group stands where another of it stood. */
    private static final List<Set<String>> SIDES =
            List.of(
                    parties(),
                    Set.of("left", "right"),
                    Set.of(
                            "mother",
                            "father",
                            "brother",
                            "sister",
                            "wife",
                            "husband",
                            "son",
                            "daughter",
                            "patient",
                            "family"),
                    Set.of("systolic", "diastolic"));

    private static final Pattern NAME =
            Pattern.compile(
                    "(?<=[\\p{L}\\p{N},] )(?:\\p{Lu}[\\p{L}\\p{N}&.'-]*)(?: (?:of |and |& )?\\p{Lu}[\\p{L}\\p{N}&.'-]*)*");
    private static final Pattern NUMBERED =
            Pattern.compile(
                    "\\b(?:section|article|clause|exhibit|schedule|page|version) [\\w.]+",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern YEAR = Pattern.compile("\\b(?:19|20)\\d\\d\\b");

    /** A phrase after a preposition at the end of a question. */
    private static final Pattern TAIL =
            Pattern.compile(
                    "\\b(?:of|for|on|in|by|to|with|from|under|about|against|take|takes|taking) ((?:(?:the|a|an|his|her|their|its|my|our|each|any) )?[^\\s?]+(?: [^\\s?]+)?)\\??$",
                    Pattern.CASE_INSENSITIVE);

    /** What is asked about: after a form of be, or after the verb that opens the question. */
    private static final Pattern HEAD =
            Pattern.compile(
                    "^(?:(?:what|who|when|where|how \\w+) (?:is|are|was|were|does|do|did|can|may|must|will)|is|are|was|were|do|does|did"
                            + "|can|could|may|must|shall|should|will|would|has|have|had) ((?:the|his|her|their|its|a|an|each|either|any) [^?]+?)"
                            + "(?= (?:of|for|on|in|by|to|with|from|under|about|be|been|pay|have|has|take|terminate|assign|end|start|begin|expire|due|allowed|required|permitted|obliged|entitled|liable|responsible|\\w+(?:ed|ing))\\b|\\??$)",
                    Pattern.CASE_INSENSITIVE);

    /** A document stays what it was when another thing is asked of it. */
    private static final Pattern DOCUMENT =
            Pattern.compile(
                    "(?:the|this|that|her|his) (?:\\w+ )?(?:agreement|contract|lease|note|record|chart|report|policy|letter|document|order|amendment|will|deed|licen[sc]e|patient)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern DETERMINER =
            Pattern.compile(
                    "^(?:the|a|an|his|her|their|its|my|our|each|any) ", Pattern.CASE_INSENSITIVE);

    private Swap() {}

    private static Set<String> parties() {
        Set<String> parties = new HashSet<>(Sides.PARTIES);
        parties.addAll(
                Set.of(
                        "manufacturer",
                        "guarantor",
                        "owner",
                        "agent",
                        "principal",
                        "investor",
                        "reseller",
                        "publisher",
                        "author",
                        "sublessee",
                        "subtenant",
                        "parties",
                        "party"));
        return Set.copyOf(parties);
    }

    /** Where nothing of its kind is found, the thing is asked for beside the question. */
    static String into(String question, String thing) {
        return side(question, thing)
                .or(() -> like(NUMBERED, question, thing))
                .or(() -> like(YEAR, question, thing))
                .or(() -> name(question, thing))
                .or(() -> phrase(question, thing))
                .orElseGet(() -> question.replaceAll("[\\s?]+$", "") + ", and " + thing + "?");
    }

    private static Optional<String> side(String question, String thing) {
        String bare = DETERMINER.matcher(thing).replaceFirst("").toLowerCase(Locale.ROOT);
        for (Set<String> side : SIDES) {
            if (!side.contains(bare)) {
                continue;
            }
            Matcher word = Pattern.compile("\\p{L}+").matcher(question);
            while (word.find()) {
                String other = word.group().toLowerCase(Locale.ROOT);
                if (side.contains(other) && !other.equals(bare)) {
                    return Optional.of(
                            question.substring(0, word.start())
                                    + bare
                                    + question.substring(word.end()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> like(Pattern kind, String question, String thing) {
        Matcher there = kind.matcher(question);
        return kind.matcher(thing).find() && there.find()
                ? Optional.of(
                        question.substring(0, there.start())
                                + thing
                                + question.substring(there.end()))
                : Optional.empty();
    }

    private static Optional<String> name(String question, String thing) {
        boolean isName =
                Character.isUpperCase(DETERMINER.matcher(thing).replaceFirst("").charAt(0));
        Matcher there = NAME.matcher(question);
        return isName && there.find()
                ? Optional.of(
                        question.substring(0, there.start())
                                + thing
                                + question.substring(there.end()))
                : Optional.empty();
    }

    private static Optional<String> phrase(String question, String thing) {
        Matcher tail = TAIL.matcher(question);
        Matcher head = HEAD.matcher(question);
        boolean hasTail = tail.find() && !DOCUMENT.matcher(tail.group(1)).matches();
        boolean hasHead = head.find();
        boolean determined = DETERMINER.matcher(thing).find();
        boolean tailDetermined = hasTail && DETERMINER.matcher(tail.group(1)).find();
        // "And the frequency?" takes the place of "the dose", "and insulin?" that of "metformin".
        if (hasTail && (determined == tailDetermined && !(determined && hasHead) || !hasHead)) {
            return Optional.of(replaced(question, tail, thing));
        }
        return hasHead ? Optional.of(replaced(question, head, thing)) : Optional.empty();
    }

    private static String replaced(String question, Matcher found, String thing) {
        return question.substring(0, found.start(1)) + thing + question.substring(found.end(1));
    }
}
