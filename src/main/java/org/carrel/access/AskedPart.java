package org.carrel.access;

/**
 * An object in the body of a call that asks. A field that it does not know is refused: a misspelt
 * {@code collections} or {@code documents} would widen what is looked into.
 */
public interface AskedPart {}
