package org.carrel.launch.eval;

/// Told how far an evaluation is.
public interface Progress {
    void count(long done, long total, String text);

    /// A line that stays.
    void say(String line);
}
