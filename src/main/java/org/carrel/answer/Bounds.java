package org.carrel.answer;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words that bound a statement: how many, how much at least or at most, whether one may or must.
 */
enum Bounds {
    AT_LEAST(
            "at least|(?:not|no|nor) (?:less|fewer|earlier|sooner) than|(?:a )?minimum(?: of)?|or more|or longer"
                    + "|more than|exceed(?:s|ing)?|in excess of|greater than|over \\d"),
    AT_MOST(
            "at most|(?:not|no|nor) (?:more|greater|later|longer) than|up to|(?:a )?maximum(?: of)?|or less|or fewer"
                    + "|(?:not|never) (?:to )?exceed|less than|within|under \\d|limited to|cap(?:ped)?"),
    ONLY("only|solely|exclusively|sole|exclusive|alone|nothing but|except|other than|unless"),
    ALL("all|every|each|any|entire|whole|always|whatsoever|both|either|in no event|no|none|never"),
    BOTH("both|each of|each party|either|mutual|(?:all|the) parties|neither|each"),
    NEITHER("neither|none of|no part(?:y|ies)|not either|nor"),
    MAY("may|can|could|might|permitted|allowed|entitled|right to|option|discretion|free to|able"),
    MUST(
            "shall|must|will|required?|requires|obligat(?:ed|ion|ions)|obliged|has to|have to|need(?:s)? to"
                    + "|agrees?(?: to)?|undertakes?|mandatory|is to|are to|covenants?|may not|responsible|liable");

    /** Phrases whose "not" and "no" set a bound and deny nothing. */
    static final Pattern NOT_A_DENIAL =
            Pattern.compile(
                    "\\b(?:not|no|nor) (?:less|fewer|more|greater|later|longer|earlier|sooner) than\\b"
                            + "|\\b(?:not|never) (?:to )?exceed\\w*\\b|\\bnot only\\b|\\bwhether or not\\b"
                            + "|\\bno\\. ?\\d",
                    Pattern.CASE_INSENSITIVE);

    private final Pattern words;

    Bounds(String words) {
        this.words = Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE);
    }

    static Set<Bounds> in(String text) {
        EnumSet<Bounds> found = EnumSet.noneOf(Bounds.class);
        for (Bounds each : values()) {
            if (each.words.matcher(text).find()) {
                found.add(each);
            }
        }
        return found;
    }

    /**
     * Whether a sentence sets no bound that its evidence does not set. "May" where the evidence
     * says "shall" turns a duty into a choice, and the other way round.
     */
    static boolean follow(String sentence, String evidence) {
        Set<Bounds> stated = in(sentence);
        Set<Bounds> held = in(evidence);
        boolean modal = held.contains(MAY) || held.contains(MUST);
        for (Bounds each : stated) {
            boolean free = (each == MAY || each == MUST) && !modal;
            if (!free && !held.contains(each)) {
                return false;
            }
        }
        return true;
    }
}
