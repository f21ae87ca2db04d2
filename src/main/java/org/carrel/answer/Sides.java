package org.carrel.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words with an opposite that is easily taken for them: lessor and lessee, left and right. */
final class Sides {

    private static final List<Set<String>> OPPOSITES =
            List.of(
                    Set.of("lessor", "lessee"),
                    Set.of("landlord", "tenant"),
                    Set.of("buyer", "seller"),
                    Set.of("purchaser", "vendor"),
                    Set.of("licensor", "licensee"),
                    Set.of("supplier", "customer"),
                    Set.of("employer", "employee"),
                    Set.of("borrower", "lender"),
                    Set.of("franchisor", "franchisee"),
                    Set.of("discloser", "recipient"),
                    Set.of("disclosing", "receiving"),
                    Set.of("assignor", "assignee"),
                    Set.of("company", "contractor"),
                    Set.of("company", "executive"),
                    Set.of("provider", "client"),
                    Set.of("left", "right"),
                    Set.of("upper", "lower"),
                    Set.of("mother", "father"),
                    Set.of("before", "after"),
                    Set.of("prior", "subsequent"),
                    Set.of("increase", "decrease"),
                    Set.of("increased", "decreased"),
                    Set.of("high", "low"),
                    Set.of("elevated", "low"),
                    Set.of("positive", "negative"),
                    Set.of("normal", "abnormal"),
                    Set.of("improved", "worsened"),
                    Set.of("start", "stop"),
                    Set.of("include", "exclude"),
                    Set.of("including", "excluding"),
                    Set.of("exclusive", "non-exclusive"),
                    Set.of("daily", "weekly"),
                    Set.of("daily", "monthly"),
                    Set.of("monthly", "annually"),
                    Set.of("monthly", "quarterly"),
                    Set.of("annual", "monthly"),
                    Set.of("male", "female"),
                    Set.of("he", "she"),
                    Set.of("his", "her"),
                    Set.of("acute", "chronic"),
                    Set.of("bilateral", "unilateral"));

    private static final Map<String, Set<String>> OTHERS = others();

    static final Set<String> PARTIES =
            Set.of(
                    "lessor",
                    "lessee",
                    "landlord",
                    "tenant",
                    "buyer",
                    "seller",
                    "purchaser",
                    "vendor",
                    "licensor",
                    "licensee",
                    "supplier",
                    "customer",
                    "employer",
                    "employee",
                    "borrower",
                    "lender",
                    "franchisor",
                    "franchisee",
                    "discloser",
                    "recipient",
                    "assignor",
                    "assignee",
                    "company",
                    "contractor",
                    "provider",
                    "client",
                    "distributor",
                    "executive",
                    "consultant");

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}-]*");
    private static final Pattern PASSIVE =
            Pattern.compile("\\bby (?:the|an?|either|each|\\p{Lu})", Pattern.CASE_INSENSITIVE);

    private Sides() {}

    private static Map<String, Set<String>> others() {
        Map<String, Set<String>> others = new HashMap<>();
        for (Set<String> pair : OPPOSITES) {
            for (String word : pair) {
                for (String other : pair) {
                    if (!other.equals(word)) {
                        others.computeIfAbsent(word, none -> new LinkedHashSet<>()).add(other);
                    }
                }
            }
        }
        return others;
    }

    /**
     * Whether the sentence is on the side of its evidence: it uses no word whose opposite alone
     * stands there, and names two parties in the order in which they stand there.
     */
    static boolean agree(String sentence, String evidence) {
        List<String> stated = words(sentence);
        List<String> held = words(evidence);
        for (String word : stated) {
            if (!held.contains(word)
                    && OTHERS.getOrDefault(word, Set.of()).stream().anyMatch(held::contains)) {
                return false;
            }
        }
        return PASSIVE.matcher(sentence).find() != PASSIVE.matcher(evidence).find()
                || inOrder(parties(stated), parties(held));
    }

    private static boolean inOrder(List<String> stated, List<String> held) {
        if (stated.size() < 2 || !held.containsAll(stated)) {
            return true;
        }
        for (int i = 0; i + 1 < stated.size(); i++) {
            String first = stated.get(i);
            String second = stated.get(i + 1);
            if (!first.equals(second) && held.indexOf(first) > held.lastIndexOf(second)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> parties(List<String> words) {
        return words.stream().filter(PARTIES::contains).toList();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }
}
