package org.carrel.summary;

/** Hears how far a summary is, as it is made. Calls come one after the other; none may block. */
interface Watch {

    /** Hears nothing. */
    Watch NONE = new Watch() {};

    /**
     * So far it is.
     *
     * @param done of total
     * @param what is counted, such as {@code passages}
     */
    default void progress(int done, int total, String what) {}

    default void section(Numbered.Added added) {}

    /** The model's words for a section, as they are written. */
    default void delta(String section, String text) {}

    /** The section's lines after the check, in the place of those before. */
    default void verification(Numbered.Added added) {}
}
