package org.carrel.search.terms;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds what is written in many ways and means one thing. Safe for many threads. */
public final class Identifiers {

    /** Of one text; a page of laboratory values has fewer. */
    private static final int MOST = 512;

    private static final List<Rule> RULES =
            List.of(
                    new PartRule(),
                    new NumberRule(),
                    new DateRule(),
                    new AmountRule(),
                    new FormRule());

    /** A word that a text may write with a hyphen: "followup", "coworker". */
    private static final Pattern WORD =
            Pattern.compile(
                    "(?<![\\p{L}\\d-])(?=\\d{0,40}\\p{L})[\\p{L}\\d]{4,40}(?![\\p{L}\\d-])");

    private Identifiers() {}

    /** In the order of the rules, then of the text. */
    public static List<Identifier> of(String text) {
        String plain = plain(text);
        List<Identifier> found = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.find(plain, found);
        }
        return List.copyOf(found.size() <= MOST ? found : found.subList(0, MOST));
    }

    /**
     * Those that name a place or a record, so that who asks wants just that.
     *
     * @param found in the question
     */
    public static List<Identifier> in(String question, List<Identifier> found) {
        List<Identifier> naming = found.stream().filter(Identifier::names).toList();
        if (!naming.isEmpty()) {
            return naming;
        }
        // Nothing but a number was asked: "INV-2041".
        String alone = question.strip().replaceFirst("[?.!]+$", "");
        return found.stream()
                .filter(each -> each.kind() == Identifier.Kind.MAYBE_NUMBER)
                .filter(each -> each.end() - each.start() == alone.length())
                .toList();
    }

    /** The terms that a text is indexed by, each once. */
    public static Set<String> terms(String text) {
        Set<String> terms = new LinkedHashSet<>();
        for (Identifier each : of(text)) {
            terms.addAll(each.terms());
        }
        return terms;
    }

    /**
     * The terms by which a question is looked up: numbers, dates and amounts. Hyphenated forms are
     * not among them, whose parts count as words already.
     *
     * @param found in the question
     */
    public static Set<String> asked(List<Identifier> found) {
        Set<String> terms = new LinkedHashSet<>();
        for (Identifier each : found) {
            switch (each.kind()) {
                case PART, NUMBER, DATE, MONEY, PERCENT, DOSE -> terms.add(each.term());
                case MAYBE_NUMBER, FORM, CAPITALS -> {}
            }
        }
        return terms;
    }

    /**
     * The question's joined forms as one word: "followup" for "follow-up".
     *
     * @param found in the question
     */
    public static Set<String> joined(List<Identifier> found) {
        Set<String> words = new LinkedHashSet<>();
        for (Identifier each : found) {
            if (each.kind() == Identifier.Kind.FORM && each.value().indexOf('/') < 0) {
                words.add(each.value());
            }
        }
        return words;
    }

    /** The terms under which a text has the question's words in a joined form. */
    public static Set<String> divided(String question) {
        Set<String> terms = new LinkedHashSet<>();
        for (MatchResult word : WORD.matcher(question).results().limit(MOST).toList()) {
            terms.add(FormRule.term(word.group()));
        }
        return terms;
    }

    /** Unit for unit, with plain spaces and hyphens, so that offsets hold. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(
                    switch (c) {
                        case '\n', '\r', '\t', '\u00A0', '\u2007', '\u2009', '\u202F' -> ' ';
                        case '\u2010', '\u2011', '\u2012', '\u2013', '\u00AD' -> '-';
                        case '\u2044' -> '/';
                        default -> c;
                    });
        }
        return plain.toString();
    }
}
