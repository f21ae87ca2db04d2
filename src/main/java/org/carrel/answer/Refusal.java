package org.carrel.answer;

import java.util.List;
import java.util.stream.Collectors;

/** What is said where the documents are silent: that, and what was searched. */
final class Refusal {

    /** More collections than these are counted, not named. */
    private static final int NAMED = 3;

    private Refusal() {}

    /**
     * @param documents number of documents that were searched
     * @param collections their collections' names
     * @param focus names of the documents that the question named; empty for none
     */
    static String of(int documents, List<String> collections, List<String> focus) {
        if (documents == 0) {
            return Answer.SILENT + " There was nothing to search" + in(collections) + ".";
        }
        String what =
                focus.isEmpty()
                        ? documents + (documents == 1 ? " document" : " documents")
                        : named(focus);
        return Answer.SILENT + " Searched: " + what + in(collections) + ".";
    }

    private static String in(List<String> collections) {
        return collections.isEmpty() ? "" : " in " + named(collections);
    }

    private static String named(List<String> names) {
        int more = names.size() - NAMED;
        return names.stream()
                        .limit(NAMED)
                        .map(name -> "\u201c" + name + "\u201d")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
