package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.search.Search;

/**
 * Rewrites a follow-up question so that it stands alone, by rules over the words: an opening such
 * as "what about" puts a new thing into the place of one of its kind in the question before, a bare
 * "why?" asks the question before anew, a condition asks what happens then, and a pronoun without
 * anything that it could stand for gives way to what the question before was about.
 *
 * <p>A question that has none of these marks is left as it is.
 */
final class FollowUp {

    private static final Pattern AND = words("^(?:and|but|or|so|also|then|ok(?:ay)?),? ");

    private static final Pattern ABOUT =
            words(
                    "^(?:(?:and|but|so) )?(?:what about|how about|what of|same (?:question )?for) (.+)$");

    /** After "and": a thing alone, neither a question word nor a verb that opens a question. */
    private static final Pattern THING =
            words(
                    "^(?:(?:for|in|of|by|with|under|on|to) )?((?:the|a|an|his|her|their|its|my|our|each|any)"
                            + " [^,]{1,60}|[\\p{L}\\p{N}$][^\\s,]*(?: [^\\s,]+){0,3})$");

    private static final Pattern OPENS =
            words(
                    "^(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could"
                            + "|may|might|must|shall|should|will|would|has|have|had|if|in case|once|unless"
                            + "|after|before|until|since|at|by|from|list|show|give|tell|name|find|compare"
                            + "|summari[sz]e|explain|describe)\\b");

    /** A thing that needs no "and" to be seen as the rest of a question; a topic alone is one. */
    private static final Pattern FRAGMENT =
            words(
                    "^(?:(?:for|in|of|by|with|under) )?(?:the|his|her|their|its) \\S+(?: \\S+)?$|^(?:in|for|under) \\S+$");

    private static final Pattern CONDITION =
            words(
                    "^(?:(?:and|but|or|so) )?(?:what )?((?:even )?if|unless|in case|once|when|after|before) (.+)$");

    private static final Pattern BARE =
            words(
                    "^(?:and |but |so )?(why not|why|when|where|how|how much|how many|how long|how often"
                            + "|how so|since when|until when|by when|by whom|to whom|for whom|for how long|who"
                            + "|who else|what else|where else|which ones?|under what conditions?|at what dose"
                            + "|in what dose|on what grounds)$");

    private static final Pattern YES_NO =
            words(
                    "^(?:is|are|was|were|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had)\\b.*");

    private FollowUp() {}

    /**
     * The question as it is to be answered.
     *
     * @param history oldest first; its questions may be follow-ups themselves
     */
    static Standalone of(String question, List<Question.Turn> history) {
        List<Question.Turn> before = new ArrayList<>();
        boolean fromAnswers = false;
        for (Question.Turn turn : history) {
            Standalone understood = rewrite(turn.question(), before);
            fromAnswers |= understood.fromAnswer();
            before.add(new Question.Turn(understood.text(), turn.answer()));
        }
        Standalone last = rewrite(question, before);
        String text = last.text();
        return new Standalone(
                text.substring(0, Math.min(text.length(), Search.MAX_QUESTION)),
                last.rewritten(),
                last.rewritten() && (fromAnswers || last.fromAnswer()));
    }

    private static Standalone rewrite(String question, List<Question.Turn> before) {
        String asked = question.strip();
        if (before.isEmpty()) {
            return Standalone.asAsked(asked);
        }
        String plain = asked.replaceAll("[\\s?!.]+$", "");
        Question.Turn last = before.getLast();
        return elliptical(plain, last.question())
                .map(text -> resolved(text, before))
                .or(() -> pronouns(AND.matcher(plain).replaceFirst(""), before))
                .filter(standalone -> !standalone.text().equalsIgnoreCase(asked))
                .map(standalone -> Topic.withFrame(standalone, last.question()))
                .orElseGet(() -> Standalone.asAsked(asked));
    }

    /** A question that leaves out what the one before said. */
    private static Optional<String> elliptical(String plain, String last) {
        Matcher bare = BARE.matcher(plain);
        if (bare.matches()) {
            return Optional.of(again(bare.group(1), last));
        }
        Matcher about = ABOUT.matcher(plain);
        if (about.matches()) {
            String thing = about.group(1);
            Matcher condition = CONDITION.matcher(thing);
            return Optional.of(condition.matches() ? happens(thing, last) : Swap.into(last, thing));
        }
        Matcher condition = CONDITION.matcher(plain);
        boolean opens =
                AND.matcher(plain).find() || plain.toLowerCase(Locale.ROOT).startsWith("what if");
        if (condition.matches()
                && (opens || condition.group(1).endsWith("if"))
                && !plain.contains(",")) {
            return Optional.of(happens(condition.group(1) + " " + condition.group(2), last));
        }
        String rest = AND.matcher(plain).replaceFirst("");
        Matcher thing = THING.matcher(rest);
        boolean joined = rest.length() < plain.length() || FRAGMENT.matcher(rest).matches();
        if (joined && thing.matches() && !OPENS.matcher(rest).find()) {
            return Optional.of(Swap.into(last, thing.group(1)));
        }
        return Optional.empty();
    }

    /** "Since when?" after "Does she take insulin?": "Since when does she take insulin?". */
    private static String again(String bare, String last) {
        String ask = capital(bare);
        if (YES_NO.matcher(last).matches()) {
            String rest = last.substring(0, 1).toLowerCase(Locale.ROOT) + last.substring(1);
            return bare.equalsIgnoreCase("why not") ? "Why not: " + rest : ask + " " + rest;
        }
        return ask + "? (" + last + ")";
    }

    private static String happens(String condition, String last) {
        if (YES_NO.matcher(last).matches()) {
            return last.replaceAll("[\\s?]+$", "") + " " + condition + "?";
        }
        return "What happens " + condition + "?";
    }

    private static Standalone resolved(String text, List<Question.Turn> before) {
        return pronouns(text.replaceAll("[\\s?]+$", ""), before)
                .orElseGet(() -> new Standalone(asQuestion(text), true, false));
    }

    private static Optional<Standalone> pronouns(String plain, List<Question.Turn> before) {
        return Pronouns.resolve(plain, before)
                .map(found ->
                        new Standalone(
                                asQuestion(capital(found.text())), true, found.fromAnswer()));
    }

    private static String asQuestion(String text) {
        return text.endsWith("?") || text.endsWith(")") ? text : text + "?";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static Pattern words(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
