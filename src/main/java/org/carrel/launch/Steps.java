package org.carrel.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Shows what is being done: on a terminal one line that changes in place, elsewhere a plain line
/// for each step that begins and ends. Several steps may run at once.
final class Steps {
    private static final int LINE_WIDTH = 78;
    private static final int REDRAW_MILLIS = 500;

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, Step> open = new LinkedHashMap<>();

    Steps(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// The script `carrel` tells whether its output is a terminal.
    static Steps onStandardOutput() {
        Steps steps = new Steps(System.out, Boolean.getBoolean("carrel.terminal"));
        if (steps.terminal) {
            Thread.ofPlatform().daemon().name("elapsed-time").start(steps::redrawForEver);
        }
        return steps;
    }

    /// So that the seconds go on while a step has nothing new to tell.
    private void redrawForEver() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(REDRAW_MILLIS);
                redraw();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void redraw() {
        if (!open.isEmpty()) {
            draw();
        }
    }

    /// One thing under way. Closed without an outcome it is taken off the line without a word.
    final class Step implements AutoCloseable {
        private final String name;
        private final Instant began = Instant.now();
        private String state = "";
        private long plainShown;

        private Step(String name) {
            this.name = name;
        }

        /// Tells how far it is, for the changing line only.
        void now(String progress) {
            synchronized (Steps.this) {
                state = progress;
                draw();
            }
        }

        /// Tells how many bytes are done; without a terminal a line for each tenth.
        void bytes(long done, long total) {
            boolean large = total >= 10_000_000;
            long unit = large ? 1_000_000 : 1_000;
            String text = done / unit + " of " + total / unit + (large ? " MB" : " kB");
            count(done, total, text);
        }

        /// Tells how many things are done; without a terminal a line for each tenth.
        void count(long done, long total, String text) {
            now(text);
            long tenth = total == 0 ? 0 : Math.min(10, done * 10 / total);
            if (!terminal && tenth > plainShown) {
                plainShown = tenth;
                say("  " + name + ": " + text);
            }
        }

        void done(String outcome) {
            synchronized (Steps.this) {
                open.remove(name);
                say(String.format("  %-12s %s (%s)", name, outcome, seconds(began)));
            }
        }

        @Override
        public void close() {
            synchronized (Steps.this) {
                open.remove(name);
                draw();
            }
        }

        private String shown() {
            return name + " " + state + " " + seconds(began);
        }
    }

    Step begin(String name) {
        Step step = new Step(name);
        synchronized (this) {
            open.put(name, step);
            draw();
        }
        return step;
    }

    /// Prints a line that stays.
    synchronized void say(String line) {
        if (terminal) {
            out.print("\r\u001b[K");
        }
        out.println(line);
        draw();
    }

    private void draw() {
        if (!terminal) {
            return;
        }
        String line = String.join(" · ", open.values().stream().map(Step::shown).toList());
        out.print("\r\u001b[K" + (line.isEmpty() ? "" : "  … " + cut(line)));
        out.flush();
    }

    private static String cut(String line) {
        return line.length() <= LINE_WIDTH ? line : line.substring(0, LINE_WIDTH);
    }

    static String megabytes(long bytes) {
        return Long.toString(Math.round(bytes / 1_000_000.0));
    }

    private static String seconds(Instant began) {
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(began, Instant.now()).toMillis() / 1000.0);
    }
}
