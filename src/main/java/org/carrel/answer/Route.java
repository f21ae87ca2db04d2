package org.carrel.answer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way an answer is made. */
enum Route {
    /** The best sentence of the documents, as it stands. No model. */
    @JsonProperty("extract")
    EXTRACT,
    /** Sentences by the language model over the evidence. */
    @JsonProperty("generate")
    GENERATE
}
