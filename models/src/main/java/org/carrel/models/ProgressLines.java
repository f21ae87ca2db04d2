package org.carrel.models;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Progress as lines of text, at most one for each per cent of a stage. */
final class ProgressLines implements ImportProgress {

    private final PrintStream out;
    private @Nullable Stage stage;
    private long percent;

    ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void at(Stage current, long done, long total) {
        long now = total == 0 ? 100 : done * 100 / total;
        if (current != stage || now != percent) {
            stage = current;
            percent = now;
            out.println("progress " + current + " " + done + " " + total);
        }
    }
}
