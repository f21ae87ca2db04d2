package org.carrel.launch.eval;

/// Something that is asked about each item of a set, and scored.
interface Task {
    /// Asks and adds to the row.
    void run(Row row);

    /// Figures that are no mean over items, once all have been asked.
    default void finish(Tally tally) {}
}
