package org.carrel.summary;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a line came from what it cites. */
enum Made {
    /** The quote itself, on one line. */
    @JsonProperty("quoted")
    QUOTED,
    /** The quote without hesitations, said of the patient instead of to or by them. */
    @JsonProperty("retold")
    RETOLD,
    /** A question and its answer joined: "any fever?" and "no" are "Denies fever". */
    @JsonProperty("finding")
    FINDING,
    /** By the language model from the quotes, and held against them. */
    @JsonProperty("worded")
    WORDED
}
