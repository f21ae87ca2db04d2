package org.carrel.summary;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a summary is to be. */
enum Style {
    /** A few lines. */
    @JsonProperty("brief")
    BRIEF,
    /** Of a contract by its subjects; of another paper by its parts. */
    @JsonProperty("sections")
    SECTIONS,
    /** As a clinical note is laid out. A draft until a clinician has signed it. */
    @JsonProperty("clinical")
    CLINICAL
}
