package org.carrel.launch.eval;

/// What a person who stops the command leaves behind: what has come so far, and a line that says
/// so.
final class Stopped implements AutoCloseable {
    private final Progress progress;
    private final Runnable end;
    private final Object turn = new Object();
    private final Thread hook = Thread.ofPlatform().name("stopped").unstarted(this::stop);
    private boolean over;

    /// @param end writes the end of what has come so far
    Stopped(Progress progress, Runnable end) {
        this.progress = progress;
        this.end = end;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Runs something that the end must not meet halfway; not at all after the end.
    void guarded(Runnable step) {
        synchronized (turn) {
            if (!over) {
                step.run();
            }
        }
    }

    /// Runs the last such step, after which there is nothing left to be saved.
    void last(Runnable step) {
        synchronized (turn) {
            guarded(step);
            over = true;
        }
    }

    private void stop() {
        synchronized (turn) {
            if (!over) {
                over = true;
                end.run();
                progress.say("");
                progress.say(
                        "  Stopped. The collection is kept, and with --out what was asked so far; run"
                                + " the same again to ask from the beginning.");
            }
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }
}
