package org.carrel.search;

/** How a passage holds the place or record that a question names, such as "Section 12.3". */
public enum Holding {
    /** It does not, or the question names none. */
    NONE,
    /** Its text does. */
    MENTIONS,
    /** It is the clause, or a part of it. */
    IS
}
