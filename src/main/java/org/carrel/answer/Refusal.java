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
     */
    static String of(int documents, List<String> collections) {
        if (documents == 0) {
            return Answer.SILENT + " There was nothing to search" + in(collections) + ".";
        }
        return Answer.SILENT
                + " Searched: "
                + documents
                + (documents == 1 ? " document" : " documents")
                + in(collections)
                + ".";
    }

    private static String in(List<String> collections) {
        if (collections.isEmpty()) {
            return "";
        }
        String named =
                collections.stream()
                        .limit(NAMED)
                        .map(name -> "\u201c" + name + "\u201d")
                        .collect(Collectors.joining(", "));
        int more = collections.size() - NAMED;
        return " in " + named + (more > 0 ? " and " + more + " more" : "");
    }
}
