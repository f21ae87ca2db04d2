package org.carrel.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes out of a question what names the documents that it is about: "In the lease of Acme, Inc.:
 * who repairs the roof?" asks who repairs the roof. Where in doubt nothing is taken out.
 */
final class Rest {

    /** What ends a naming beginning, the stronger first. */
    private static final List<Pattern> MARKS =
            List.of(
                    Pattern.compile(":(?=\\s)"),
                    Pattern.compile(";(?=\\s)"),
                    Pattern.compile(",(?=\\s)"));

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** Words that lead to a name. */
    private static final Set<String> LEADING =
            Set.of(
                    "in",
                    "under",
                    "of",
                    "for",
                    "from",
                    "with",
                    "within",
                    "per",
                    "between",
                    "by",
                    "on",
                    "about",
                    "according",
                    "regarding",
                    "concerning",
                    "consider",
                    "given");

    /** Words that stand between two such, as in "in the contract with Acme". */
    private static final Set<String> DOCUMENTS =
            Set.of(
                    "agreement",
                    "contract",
                    "document",
                    "policy",
                    "lease",
                    "letter",
                    "report",
                    "record",
                    "records",
                    "chart",
                    "note",
                    "notes",
                    "file",
                    "nda",
                    "msa",
                    "patient");

    private static final int APART = 6;
    private static final int FEWEST_WORDS = 2;
    private static final double HALF = 0.5;

    private final String question;
    private final List<Mention> words;
    private final Set<String> naming;
    private final Set<String> sole;

    private Rest(String question, List<Mention> words, Set<String> naming, Set<String> sole) {
        this.question = question;
        this.words = words;
        this.naming = naming;
        this.sole = sole;
    }

    /**
     * The question without its beginning or end that names; whole where the names stand inside.
     *
     * @param words of the question, in order
     * @param naming the terms of the names
     * @param sole those of them that no other document bears
     */
    static String of(String question, List<Mention> words, Set<String> naming, Set<String> sole) {
        Rest rest = new Rest(question, words, naming, sole);
        int from = rest.behindNames();
        if (from > 0) {
            return question.substring(from).strip();
        }
        int to = rest.beforeNames();
        return to > 0 ? question.substring(0, to).strip() : question;
    }

    private int behindNames() {
        if (words.isEmpty() || !leads(0) && !naming.contains(words.getFirst().term())) {
            return 0;
        }
        for (Pattern mark : MARKS) {
            for (MatchResult each : mark.matcher(question).results().toList()) {
                int cut = each.end();
                if (holdsSole(0, cut) && asks(cut)) {
                    return cut;
                }
            }
        }
        return 0;
    }

    /** Whether what follows is a question of its own. */
    private boolean asks(int from) {
        return count(from, question.length()) >= FEWEST_WORDS
                && share(from, question.length()) < HALF;
    }

    private int beforeNames() {
        List<MatchResult> all = WORD.matcher(question).results().toList();
        List<Integer> leading = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (leads(all.get(i).start())) {
                leading.add(i);
            }
        }
        for (int lead : leading.reversed()) {
            int start = all.get(lead).start();
            if (holdsSole(start, question.length())) {
                int cut = all.get(furtherBack(all, leading, lead)).start();
                boolean names = share(start, question.length()) >= HALF;
                return names && count(0, cut) >= FEWEST_WORDS ? cut : 0;
            }
        }
        return 0;
    }

    private int furtherBack(List<MatchResult> all, List<Integer> leading, int lead) {
        boolean document =
                lead > 0 && DOCUMENTS.contains(all.get(lead - 1).group().toLowerCase(Locale.ROOT));
        return document
                ? leading.stream()
                        .filter(each -> each < lead && lead - each <= APART)
                        .max(Integer::compare)
                        .orElse(lead)
                : lead;
    }

    private boolean leads(int at) {
        var word = WORD.matcher(question);
        return word.find(at) && LEADING.contains(word.group().toLowerCase(Locale.ROOT));
    }

    private boolean holdsSole(int from, int to) {
        return sole.stream()
                .allMatch(name ->
                        words.stream().anyMatch(w -> inside(w, from, to) && w.term().equals(name)));
    }

    private long count(int from, int to) {
        return words.stream().filter(w -> inside(w, from, to)).count();
    }

    private double share(int from, int to) {
        long named =
                words.stream()
                        .filter(w -> inside(w, from, to) && naming.contains(w.term()))
                        .count();
        return (double) named / Math.max(1, count(from, to));
    }

    private static boolean inside(Mention word, int from, int to) {
        return word.start() >= from && word.end() <= to;
    }
}
