package org.carrel.answer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way an answer is made, from the cheapest to the dearest. */
enum Route {
    /** The place that the question names, such as "Section 12.3", as it stands. No model. */
    @JsonProperty("lookup")
    LOOKUP,
    /** The best sentence of the documents, as it stands. No model. */
    @JsonProperty("extract")
    EXTRACT,
    /** Sentences by the language model over the evidence. */
    @JsonProperty("generate")
    GENERATE,
    /** The same by a larger model on the customer's own network. */
    @JsonProperty("larger")
    LARGER
}
