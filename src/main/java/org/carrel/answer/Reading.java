package org.carrel.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.carrel.search.Analysis;

/**
 * One quote of the evidence, as a reader who came to it from above understands it.
 *
 * @param index of the citation
 * @param text the quote without the label of its section
 * @param opening what its list began with, such as "The recipient shall not:"; empty in no list
 * @param section name of the section that it stands in, in capitals; may be empty
 * @param terms of the quote and its opening
 */
record Reading(int index, String text, String opening, String section, Set<String> terms) {

    private static final Pattern LABEL = Pattern.compile("^(\\p{Lu}[\\p{Lu} &/,-]{3,50}):\\s+");
    private static final Pattern ITEM =
            Pattern.compile("^(?:\\(?\\w{1,4}[.)]|\\d+(?:\\.\\d+)+|[-\u2022\u2013])\\s");

    /** An opening is not carried on beyond this, in UTF-16 units. */
    private static final int MAX_OPENING = 250;

    /** The quotes that stand in the same document as the first, in that document's order. */
    static List<Reading> of(List<Citation> evidence) {
        if (evidence.isEmpty()) {
            return List.of();
        }
        List<Reading> readings = new ArrayList<>();
        String section = "";
        String opening = "";
        for (int index : inOrder(evidence)) {
            Citation citation = evidence.get(index);
            String text = citation.quote().strip();
            Matcher label = LABEL.matcher(text);
            if (label.find()) {
                section = label.group(1);
                text = text.substring(label.end());
            } else if (!citation.path().isBlank()) {
                section = citation.path().toUpperCase(Locale.ROOT);
            }
            boolean item = ITEM.matcher(text).find();
            String under = item ? opening : "";
            readings.add(
                    new Reading(index, text, under, section, Analysis.terms(under + " " + text)));
            if (text.endsWith(":")) {
                opening = text.substring(Math.max(0, text.length() - MAX_OPENING));
            } else if (!item) {
                opening = "";
            }
        }
        return readings;
    }

    private static List<Integer> inOrder(List<Citation> evidence) {
        Citation first = evidence.getFirst();
        return IntStream.range(0, evidence.size())
                .boxed()
                .filter(i -> evidence.get(i).documentId().equals(first.documentId()))
                .filter(i -> evidence.get(i).version() == first.version())
                .sorted(Comparator.comparingInt(i -> evidence.get(i).start()))
                .toList();
    }

    /** The quote after its opening. */
    String whole() {
        return opening.isEmpty() ? text : opening + " " + text;
    }
}
