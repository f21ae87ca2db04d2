package org.carrel.concept;

import java.util.List;

/** A concept with its wordings, as a list names them. */
record Entry(
        Concept concept,
        List<Wording> asked,
        List<Wording> headed,
        List<Wording> says,
        List<Wording> hints,
        List<Wording> not) {}
