package org.carrel.answer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what was spoken of into the place of pronouns that have nothing to stand for. */
final class Pronouns {

    private static final Pattern PRONOUN =
            FollowUp.words(
                    "\\b((?:it|its|they|them|their|theirs|he|she|him|his|her|hers)\\b"
                            + "|(?:this|that|these|those)(?= (?:is|was|are|were|be|mean|apply|end|happen|change)\\b|$)"
                            + "|(?:that|those|these|the same|said) (?=\\p{L}))");

    /** "It" that stands for nothing, as in "is it possible to". */
    private static final Pattern EMPTY_IT =
            FollowUp.words(
                    "\\bit (?:\\w+ )?(?:possible|necessary|required|allowed|permitted|true|clear|stated|mentioned|said"
                            + "|take|takes|mean to|safe|ok|okay)\\b");

    private static final Set<String> MALE = Set.of("he", "him", "his");

    private static final Set<String> FEMALE = Set.of("she", "her", "hers");

    private static final Set<String> PLURAL = Set.of("they", "them", "their", "theirs");

    private static final Set<String> POSSESSIVE = Set.of("its", "their", "theirs", "his", "hers");

    /** Nouns with which "that" and "those" point back; with others they mostly begin a clause. */
    private static final Pattern POINTED =
            FollowUp.words(
                    "(?:that|those|these|the same|said) ((?:\\w+ )?(?:clause|section|provision|term|notice|period|fee|amount|date|payment"
                            + "|obligation|right|drug|medication|medications|medicine|dose|test|result|results|procedure"
                            + "|diagnosis|condition|symptom|symptoms|allergy|visit|scan|party|parties|person|company))\\b");

    private static final Pattern OBJECT_HER =
            FollowUp.words(
                    "^(?:$| (?:to|for|in|on|at|by|with|from|when|if|and|or|after|before|about|is|was|does|did|take|taking)\\b)");

    /** What a pronoun later in the same question can stand for. */
    private static final Pattern ANTECEDENT =
            FollowUp.words(
                    "\\b(?:the|a|an|each|every|any|either|both|all|no|this|my|our) \\p{L}|\\b(?:tenants|parties|patients|employees)\\b");

    private static final Pattern NAME_INSIDE =
            Pattern.compile("(?<=[\\p{L}\\p{N},] )\\p{Lu}\\p{L}+");

    private Pronouns() {}

    /** The text without dangling pronouns. */
    record Resolved(String text, boolean fromAnswer) {}

    /** Empty where no pronoun dangles, or nothing is known that it could stand for. */
    static Optional<Resolved> resolve(String question, List<Question.Turn> before) {
        Spoken spoken = new Spoken(question, before);
        StringBuilder text = new StringBuilder();
        boolean fromAnswer = false;
        boolean found = false;
        int from = 0;
        Matcher pronoun = PRONOUN.matcher(question);
        while (pronoun.find()) {
            Optional<Found> standsFor = standsFor(question, pronoun, spoken);
            if (standsFor.isEmpty()) {
                continue;
            }
            text.append(question, from, pronoun.start()).append(standsFor.get().text());
            from = standsFor.get().end();
            fromAnswer |= standsFor.get().fromAnswer();
            found = true;
        }
        return found
                ? Optional.of(new Resolved(text + question.substring(from), fromAnswer))
                : Optional.empty();
    }

    private record Found(String text, int end, boolean fromAnswer) {}

    private static Optional<Found> standsFor(String question, Matcher pronoun, Spoken spoken) {
        String word = pronoun.group(1).strip().toLowerCase(Locale.ROOT);
        boolean personal = MALE.contains(word) || FEMALE.contains(word);
        if (isBound(question.substring(0, pronoun.start()), personal)
                || (word.equals("it") && emptyAt(question, pronoun.start()))) {
            return Optional.empty();
        }
        if (pronoun.group(1).endsWith(" ")) {
            return pointed(question, pronoun.start(), spoken);
        }
        Optional<Topic> topic = spoken.of(word);
        boolean possessive =
                POSSESSIVE.contains(word)
                        || (word.equals("her")
                                && !OBJECT_HER.matcher(question.substring(pronoun.end())).find());
        return topic.map(each ->
                new Found(
                        possessive ? each.possessive() : each.text(),
                        pronoun.end(1),
                        each.fromAnswer()));
    }

    /** Who and what was spoken of: one man, one woman, one thing. */
    private static final class Spoken {

        private final String question;
        private final List<Question.Turn> before;
        private Optional<Topic> man = Optional.empty();
        private Optional<Topic> woman = Optional.empty();

        Spoken(String question, List<Question.Turn> before) {
            this.question = question;
            this.before = before;
        }

        Optional<Topic> of(String pronoun) {
            if (MALE.contains(pronoun)) {
                man = man.or(() -> Topic.person(before, woman));
                return man;
            }
            if (FEMALE.contains(pronoun)) {
                woman = woman.or(() -> Topic.person(before, man));
                return woman;
            }
            return PLURAL.contains(pronoun)
                    ? Topic.side(before.getLast()).or(() -> Topic.thing(question, before))
                    : Topic.thing(question, before);
        }
    }

    /** "That clause": the noun stays, and what was spoken of goes with it. */
    private static Optional<Found> pointed(String question, int at, Spoken spoken) {
        Matcher pointed = POINTED.matcher(question).region(at, question.length());
        if (!pointed.lookingAt()) {
            return Optional.empty();
        }
        return spoken.of("it")
                .map(topic -> {
                    String noun = pointed.group(1);
                    String text = topic.text();
                    return new Found(
                            text.toLowerCase(Locale.ROOT).contains(noun.toLowerCase(Locale.ROOT))
                                    ? text
                                    : "the " + noun + " (" + text + ")",
                            pointed.end(),
                            topic.fromAnswer());
                });
    }

    private static boolean isBound(String before, boolean personal) {
        return personal
                ? Topic.PERSON.matcher(before).find() || NAME_INSIDE.matcher(before).find()
                : ANTECEDENT.matcher(before).find() || NAME_INSIDE.matcher(before).find();
    }

    private static boolean emptyAt(String question, int at) {
        return EMPTY_IT.matcher(question).region(at, question.length()).lookingAt();
    }
}
