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

    private static final Concepts STANDARD =
            new Concepts(
                    List.of(
                            ConceptList.read("contract.txt", Domain.CONTRACT),
                            ConceptList.read("clinical.txt", Domain.CLINICAL)));

    /** What a description that is like the question weighs, against words of a wording. */
    private static final double LIKENESS = 6;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Descriptions descriptions;

    Concepts(List<List<Entry>> lists) {
        for (List<Entry> list : lists) {
            for (Entry entry : list) {
                if (entries.put(entry.concept().id(), entry) != null) {
                    throw new IllegalArgumentException(entry.concept().id() + " stands twice");
                }
            }
        }
        descriptions = new Descriptions(all());
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

    private record Asked(Concept concept, double score) {}

    /**
     * What a question asks for, strongest first; empty where it uses no known wording. Among those
     * whose wording it uses, the one comes first whose wordings and description hold most of the
     * question's words, rare words counting more.
     */
    public List<Concept> asked(String question) {
        String[] words = Words.of(question);
        List<Asked> asked = new ArrayList<>();
        for (Entry entry : entries.values()) {
            int length =
                    entry.asked().stream()
                            .filter(wording -> wording.isIn(words))
                            .mapToInt(Wording::length)
                            .max()
                            .orElse(0);
            if (length > 0) {
                double likeness = descriptions.likeness(entry.concept(), words);
                asked.add(new Asked(entry.concept(), length + LIKENESS * likeness));
            }
        }
        asked.sort(Comparator.comparingDouble(Asked::score).reversed());
        return asked.stream().map(Asked::concept).toList();
    }

    /** How plainly a sentence expresses a concept: 0 not at all, 1 beyond doubt. */
    public double expressed(Concept concept, String sentence) {
        return expression(concept, sentence).strength();
    }

    /** How a sentence expresses a concept. */
    public Expression expression(Concept concept, String sentence) {
        Entry entry = entry(concept.id());
        String[] words = Words.of(sentence);
        return new Expression(
                count(entry.says(), words),
                count(entry.hints(), words),
                count(entry.not(), words) > 0);
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

    private static int count(Collection<Wording> wordings, String[] words) {
        return (int) wordings.stream().filter(wording -> wording.isIn(words)).count();
    }

    private Entry entry(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalArgumentException("no concept " + id);
        }
        return entry;
    }
}
