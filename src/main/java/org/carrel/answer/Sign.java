package org.carrel.answer;

/**
 * What speaks for or against a sentence as an answer. Each is 0 to 1; what a sign weighs stands in
 * {@code strength.tsv}.
 */
enum Sign {
    /** The sentence says the concept that is asked for. */
    SAID,
    /** It does so by more than one wording, 1 from three on. */
    SAID_MORE,
    /** It holds words that often go with the concept, 1 from three on. */
    HINTED,
    /** Its words show that something else is meant. */
    OTHERWISE,
    /** Its own heading, or the innermost above it, is one of the concept's. */
    HEADED,
    /** A heading further out is one of the concept's. */
    UNDER,
    /** It stands near the beginning, where the concept has its place there. */
    BEGINNING,
    /** How usual it is that documents speak of the concept. */
    USUAL,
    /** Another concept that the question asks for is said. */
    SECOND,
    /** Share of the question's vocabulary in it. */
    COVERAGE,
    /** Share in its passage. */
    AROUND,
    /** Likeness of its vector to the question's. */
    ALIKE,
    /** The same, where the question asks for no known concept. */
    ALIKE_UNKNOWN,
    /** Share of the vocabulary, where the question asks for no known concept. */
    COVERAGE_UNKNOWN,
    /** It holds the kind of thing that is asked for. */
    FITS,
    /** It holds none of the kind. */
    LACKS,
    /** It is no sentence but a fragment or a title. */
    FRAGMENT,
    /** It is a line of a table of contents. */
    CONTENTS,
    /** It defines a term. */
    DEFINES,
    /** By what share of the best passage's score its document's best one falls short. */
    OUTRANKED
}
