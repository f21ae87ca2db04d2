package org.carrel.concept;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The known concepts: which of them a question asks for, and how plainly text expresses one. */
public final class Concepts {

    /** One wording that says it leaves this much doubt, one that hints at it this much. */
    private static final double DOUBT_SAID = 0.1;

    private static final double DOUBT_HINTED = 0.7;

    /** What is left of an expression where other wording shows that something else is meant. */
    private static final double MEANT_OTHERWISE = 0.4;

    private static final Concepts STANDARD =
            new Concepts(
                    List.of(
                            ConceptList.read("contract.txt", Domain.CONTRACT),
                            ConceptList.read("clinical.txt", Domain.CLINICAL)));

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Concepts(List<List<Entry>> lists) {
        for (List<Entry> list : lists) {
            for (Entry entry : list) {
                if (entries.put(entry.concept().id(), entry) != null) {
                    throw new IllegalArgumentException(entry.concept().id() + " stands twice");
                }
            }
        }
    }

    /** Those of the lists beside this class. */
    public static Concepts standard() {
        return STANDARD;
    }

    /** In the order of the lists. */
    public List<Concept> all() {
        return entries.values().stream().map(Entry::concept).toList();
    }

    /** Those of one trade, in the order of its list. */
    public List<Concept> of(Domain domain) {
        return all().stream().filter(concept -> concept.domain() == domain).toList();
    }

    /**
     * The one of that name.
     *
     * @param id such as {@code governing-law}
     * @throws IllegalArgumentException without one
     */
    public Concept named(String id) {
        return entry(id).concept();
    }

    private record Asked(Concept concept, int words) {}

    /**
     * What a question asks for, strongest first; empty where it uses no known wording. Strength is
     * the number of words in the wordings that it uses.
     */
    public List<Concept> asked(String question) {
        String[] words = Words.of(question);
        List<Asked> asked = new ArrayList<>();
        for (Entry entry : entries.values()) {
            int length =
                    entry.asked().stream()
                            .filter(wording -> wording.isIn(words))
                            .mapToInt(Wording::length)
                            .sum();
            if (length > 0) {
                asked.add(new Asked(entry.concept(), length));
            }
        }
        asked.sort(Comparator.comparingInt(Asked::words).reversed());
        return asked.stream().map(Asked::concept).toList();
    }

    /** How plainly a sentence expresses a concept: 0 not at all, 1 beyond doubt. */
    public double expressed(Concept concept, String sentence) {
        Entry entry = entry(concept.id());
        String[] words = Words.of(sentence);
        double doubt =
                Math.pow(DOUBT_SAID, count(entry.says(), words))
                        * Math.pow(DOUBT_HINTED, count(entry.hints(), words));
        boolean otherwise = doubt < 1 && count(entry.not(), words) > 0;
        return (1 - doubt) * (otherwise ? MEANT_OTHERWISE : 1);
    }

    /** Whether a heading, without its number, is one under which the concept stands. */
    public boolean headed(Concept concept, String heading) {
        String[] words = withoutNumber(Words.of(heading));
        return entry(concept.id()).headed().stream().anyMatch(wording -> wording.is(words));
    }

    private static String[] withoutNumber(String[] words) {
        int from = 0;
        while (from < words.length
                && (Character.isDigit(words[from].charAt(0))
                        || words[from].equals("section")
                        || words[from].equals("article"))) {
            from++;
        }
        return Arrays.copyOfRange(words, from, words.length);
    }

    private static long count(Collection<Wording> wordings, String[] words) {
        return wordings.stream().filter(wording -> wording.isIn(words)).count();
    }

    private Entry entry(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalArgumentException("no concept " + id);
        }
        return entry;
    }
}
