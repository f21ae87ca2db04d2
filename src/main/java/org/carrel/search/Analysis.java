package org.carrel.search;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.carrel.search.terms.TextAnalyzer;

/** Text to terms: the same for indexing, for questions and for weighing sentences. */
public final class Analysis {

    /** Words that make a question of a statement; no passage is about them. */
    private static final Set<String> ASKING =
            terms(
                    "what which who whom whose when where why how does do did can could should"
                            + " would has have had many much any tell me please give list");

    private Analysis() {}

    static Analyzer analyzer() {
        return TextAnalyzer.STANDARD;
    }

    /** The terms of a question: like {@link #terms}, without the words that only ask. */
    public static Set<String> questionTerms(String question) {
        Set<String> terms = terms(question);
        Set<String> telling = new LinkedHashSet<>(terms);
        telling.removeAll(ASKING);
        return telling.isEmpty() ? terms : telling;
    }

    /** The stemmed terms of a text without stop words, each once, in order of appearance. */
    public static Set<String> terms(String text) {
        return new LinkedHashSet<>(TextAnalyzer.terms(text));
    }
}
