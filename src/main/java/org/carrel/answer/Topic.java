package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a conversation is about.
 *
 * @param text a noun phrase or a name
 * @param fromAnswer whether it was taken from an answer, not from the user's words
 */
record Topic(String text, boolean fromAnswer) {

    private static final String TITLE = "(?:Dr|Mr|Mrs|Ms|Prof|Judge|Nurse)\\.? ";

    private static final Pattern PERSON_NAME =
            Pattern.compile(
                    TITLE
                            + "\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+)?"
                            + "|\\b(?!(?:Does|Did|Do|Is|Was|Has|Had|Have|Can|May|Who|When|What|Where|Why|How|Which|Will|Should|The|In|On|At|For|To|And|This|That|Seen|No|Yes) )\\p{Lu}\\p{Ll}+ (?:\\p{Lu}\\. )?\\p{Lu}\\p{Ll}+\\b");

    /** A person by what they are. */
    static final Pattern PERSON =
            FollowUp.words(
                    "\\b(?:the |a |an |my |our )?(?:patient|nurse|doctor|physician|surgeon|mother|father|sister"
                            + "|brother|wife|husband|son|daughter|man|woman|lady|gentleman|child|employee|executive"
                            + "|tenant|lessee|lessor|landlord|contractor|consultant|director|officer|guarantor|borrower|lender|client|buyer|seller|purchaser|vendor|supplier|customer|provider"
                            + "|licensee|licensor|company|recipient|distributor|agent)\\b");

    /** Asks which of a kind: the answer names the one that is spoken of from then on. */
    private static final Pattern ASKS_WHICH =
            FollowUp.words(
                    "^(?:in .{1,80}?, )?(?:which|what(?! (?:is|are|was|were|does|do|did|happens)\\b)|who|whom)\\b(?! (?:law|laws)).*");

    private static final Pattern ASKS_WHO =
            FollowUp.words(
                    "^(?:in .{1,80}?, )?(?:who|whom|by whom|which (?:doctor|nurse|person|party|parties))\\b.*");
    private static final Pattern DOSED =
            Pattern.compile("\\b(\\p{L}[\\p{L}-]{3,}) \\d[\\d.,]* ?(?:mg|mcg|g|ml|units?)\\b");

    private static final String STOP =
            "(?= (?:of|for|on|in|by|to|with|from|under|about|at|if|when|be|been|is|are|was|were|has|have|had|pay|pays|take|takes"
                    + "|terminate|assign|sublet|end|ends|start|begin|expire|expires|due|allowed|required|permitted|obliged|entitled"
                    + "|liable|responsible|given|last|run|come|go|say|says|state|provide|governed?|\\w+ed|and|or|between|that|which|who)\\b|[?.,;)]|$)";
    private static final Pattern PHRASE =
            FollowUp.words(
                    "\\b((?:the|this|an?|each|her|his|their) (?:[\\w'/&-]+ ){0,3}?[\\w'/&-]+)"
                            + STOP);

    /** After these verbs a thing stands without an article, as drugs do. */
    private static final Pattern BARE_OBJECT =
            FollowUp.words(
                    "\\b(?:take|taking|takes|on|given|prescribed|receive|receiving|have|had|use|using|of|for|to) ((?!the |a |an )[\\p{L}-]{4,}(?: [\\p{L}-]{4,})?)\\??$");

    private static final Pattern FRAME =
            FollowUp.words(
                    "^((?:in|under|according to|per|considering|consider|regarding|for|as to) (?:the )?[^,:;?]{0,120}?"
                            + "(?:agreement|contract|lease|policy|note|report|letter|msa|nda|record|chart|patient [^,:;?]+|privacy policy)[^,:;?]{0,80}?[,:;]) .+");

    private static final Pattern DOCUMENT =
            FollowUp.words(
                    "\\b(?:the |this )?(?:\\w+ )?(?:agreement|contract|lease|note|report|policy|letter|deed|amendment|form|licen[sc]e)\\b");

    /** What is done to documents. */
    private static final Pattern DONE_TO_DOCUMENTS =
            FollowUp.words(
                    "\\b(?:sign|execut|terminat|amend|assign|renew|breach|notari[sz])\\w*\\b");

    /**
     * Who was spoken of last.
     *
     * @param other who is meant by another pronoun of the same question
     */
    static Optional<Topic> person(List<Question.Turn> before, Optional<Topic> other) {
        for (int i = before.size() - 1; i >= 0; i--) {
            Optional<Topic> person =
                    people(before.get(i)).stream()
                            .filter(each ->
                                    other.map(Topic::text).filter(each.text()::equals).isEmpty())
                            .findFirst();
            if (person.isPresent()) {
                return person;
            }
        }
        return Optional.empty();
    }

    private static List<Topic> people(Question.Turn turn) {
        List<Topic> people = new ArrayList<>();
        List<Topic> answered = found(PERSON_NAME, turn.shown(), true);
        if (ASKS_WHO.matcher(turn.question()).matches()) {
            people.addAll(answered);
        }
        people.addAll(found(PERSON_NAME, turn.question(), false));
        people.addAll(found(PERSON, turn.question(), false));
        people.addAll(answered);
        people.addAll(found(PERSON, turn.shown(), false));
        return people;
    }

    private static List<Topic> found(Pattern pattern, String text, boolean fromAnswer) {
        return pattern.matcher(text)
                .results()
                .map(each -> new Topic(determined(each.group()), fromAnswer))
                .toList();
    }

    /** The party that the question spoke of. */
    static Optional<Topic> side(Question.Turn turn) {
        return found(PERSON, turn.question(), false).stream().findFirst();
    }

    /** What the last question, or else one before it, was about. */
    static Optional<Topic> thing(String question, List<Question.Turn> before) {
        boolean document = DONE_TO_DOCUMENTS.matcher(question).find();
        for (int i = before.size() - 1; i >= 0; i--) {
            Matcher named = DOCUMENT.matcher(before.get(i).question());
            if (document && named.find()) {
                return Optional.of(new Topic(document(named.group()), false));
            }
            Optional<Topic> topic = thing(before.get(i));
            if (topic.isPresent()) {
                return topic;
            }
        }
        return Optional.empty();
    }

    private static String document(String phrase) {
        return phrase.toLowerCase(Locale.ROOT).startsWith("the ") ? phrase : "the " + phrase;
    }

    private static Optional<Topic> thing(Question.Turn turn) {
        String question = turn.question();
        if (ASKS_WHICH.matcher(question).matches()) {
            Matcher dosed = DOSED.matcher(turn.shown());
            if (dosed.find()) {
                return Optional.of(new Topic(dosed.group(1), true));
            }
        }
        String rest =
                frame(question).map(each -> question.substring(each.length())).orElse(question);
        List<String> phrases = new ArrayList<>();
        Matcher phrase = PHRASE.matcher(rest);
        while (phrase.find()) {
            if (!PERSON.matcher(phrase.group(1)).matches()) {
                phrases.add(phrase.group(1));
            }
        }
        Matcher bare = BARE_OBJECT.matcher(rest);
        if (phrases.isEmpty() && bare.find()) {
            return Optional.of(new Topic(bare.group(1), false));
        }
        return phrases.isEmpty()
                ? Optional.empty()
                : Optional.of(new Topic(phrases.getFirst(), false));
    }

    /** The document that the question before named goes with the one that follows from it. */
    static Standalone withFrame(Standalone standalone, String last) {
        return frame(last)
                .filter(frame -> !standalone.text().startsWith(frame))
                .map(frame ->
                        new Standalone(
                                frame + " " + lower(standalone.text()),
                                true,
                                standalone.fromAnswer()))
                .orElse(standalone);
    }

    private static Optional<String> frame(String question) {
        Matcher frame = FRAME.matcher(question);
        return frame.matches() ? Optional.of(frame.group(1)) : Optional.empty();
    }

    private static String lower(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String determined(String role) {
        boolean bare = PERSON.matcher(role).matches() && !role.contains(" ");
        return bare
                ? "the " + role.toLowerCase(Locale.ROOT)
                : role.replaceFirst("^(?i:an?) ", "the ");
    }

    String possessive() {
        return text + (text.endsWith("s") ? "'" : "'s");
    }
}
