package org.carrel.concept;

import java.util.ArrayList;
import java.util.List;

/**
 * A way of saying something, such as {@code governed by ... law/laws}. Its form is described at the
 * head of {@code contract.txt}.
 */
final class Wording {

    /** Most words that an ellipsis stands for. */
    private static final int GAP = 10;

    private static final String NUMERALS =
            "one two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty"
                    + " thirty forty fifty sixty ninety hundred";

    private static final List<String> NUMBER_WORDS = List.of(NUMERALS.split(" "));

    /**
     * One word to be found.
     *
     * @param anyOf its spellings
     * @param afterGap whether other words may stand before it
     */
    private record Part(List<String> anyOf, boolean afterGap) {}

    private final List<Part> parts;

    private Wording(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static Wording of(String source) {
        List<Part> parts = new ArrayList<>();
        boolean gap = false;
        for (String word : Words.ofWording(source)) {
            if (word.equals("...")) {
                gap = true;
            } else {
                parts.add(new Part(List.of(word.split("/")), gap));
                gap = false;
            }
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a wording without words: " + source);
        }
        return new Wording(parts);
    }

    /** How many words it has. */
    int length() {
        return parts.size();
    }

    /** The words that are spelt out, without marks. */
    List<String> spelt() {
        return parts.stream()
                .flatMap(part -> part.anyOf().stream())
                .map(word -> word.replace("*", ""))
                .filter(word -> word.length() > 3 && !word.startsWith("#"))
                .toList();
    }

    boolean isIn(String[] words) {
        for (int start = 0; start < words.length; start++) {
            if (matches(words, start, 0)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these are all the words there are. */
    boolean is(String[] words) {
        return words.length >= parts.size()
                && matches(words, 0, 0)
                && (words.length == parts.size() || parts.getLast().anyOf().contains("*"));
    }

    private boolean matches(String[] words, int at, int part) {
        if (at >= words.length || !holds(parts.get(part), words[at])) {
            return false;
        }
        if (part + 1 == parts.size()) {
            return true;
        }
        int last = parts.get(part + 1).afterGap() ? at + 1 + GAP : at + 1;
        for (int next = at + 1; next <= last && next < words.length; next++) {
            if (matches(words, next, part + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Part part, String word) {
        for (String spelling : part.anyOf()) {
            if (fits(spelling, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(String spelling, String word) {
        return switch (spelling) {
            case "#" -> Character.isDigit(word.charAt(0)) || NUMBER_WORDS.contains(word);
            case "$" ->
                    "$\u20ac\u00a3".indexOf(word.charAt(0)) >= 0
                            || word.endsWith("%")
                            || word.equals("percent")
                            || word.equals("dollars");
            default ->
                    spelling.endsWith("*")
                            ? word.startsWith(spelling.substring(0, spelling.length() - 1))
                            : spelling.equals(word);
        };
    }
}
