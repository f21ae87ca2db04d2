package org.carrel.concept;

/**
 * How a sentence expresses a concept.
 *
 * @param said number of the concept's wordings in it, each of which would be enough
 * @param hinted number of its weaker wordings in it
 * @param otherwise whether other wording shows that something else is meant
 */
public record Expression(int said, int hinted, boolean otherwise) {

    /** One wording that says it leaves this much doubt, one that hints at it this much. */
    private static final double DOUBT_SAID = 0.1;

    private static final double DOUBT_HINTED = 0.7;

    /** What is left of it where something else is meant. */
    private static final double MEANT_OTHERWISE = 0.4;

    /** How plain it is: 0 not at all, 1 beyond doubt. */
    public double strength() {
        double doubt = Math.pow(DOUBT_SAID, said) * Math.pow(DOUBT_HINTED, hinted);
        return (1 - doubt) * (otherwise ? MEANT_OTHERWISE : 1);
    }
}
