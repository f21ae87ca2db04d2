package org.carrel.concept;

/** The trade whose documents speak of a concept. */
public enum Domain {
    CONTRACT,
    CLINICAL
}
