package org.carrel.answer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a written sentence is not supported by what it cites. */
enum Fault {
    /** It says nothing that the evidence says and the question did not. */
    @JsonProperty("nothing-new")
    NOTHING_NEW,
    /** A number, date or amount of it stands nowhere in the evidence. */
    @JsonProperty("figure")
    FIGURE,
    /** A name of it stands nowhere in the evidence. */
    @JsonProperty("name")
    NAME,
    /** Too many of its words stand nowhere in the evidence. */
    @JsonProperty("words")
    WORDS,
    /** It denies what the evidence says, or says what the evidence denies. */
    @JsonProperty("negation")
    NEGATION,
    /** It puts one side in the place of the other: lessor and lessee, left and right. */
    @JsonProperty("side")
    SIDE,
    /** It says all, only, at least, may or must where the evidence does not. */
    @JsonProperty("quantity")
    QUANTITY,
    /** It means something else than the evidence, by their vectors. */
    @JsonProperty("meaning")
    MEANING
}
