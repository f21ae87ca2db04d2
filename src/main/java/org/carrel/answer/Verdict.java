package org.carrel.answer;

/**
 * What evidence says to a question that asks for yes or no.
 *
 * @param says the side that it takes
 * @param score how sure that is, 0 to 1; 0 for {@link Side#NONE} without anything to go by
 * @param deciding index of the citation that decides; -1 where none does
 */
record Verdict(Side says, double score, int deciding) {

    /** The sides that evidence can take. */
    enum Side {
        YES,
        NO,
        /** It speaks of the matter and leaves it open. */
        MAYBE,
        /** It does not speak of the matter. */
        NONE
    }

    static final Verdict NONE = new Verdict(Side.NONE, 0, -1);
}
