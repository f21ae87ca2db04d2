package org.carrel.answer.larger;

import java.util.List;
import java.util.function.Consumer;

/**
 * Text as it comes, passed on until one of the stops or the limit on length. What may be the
 * beginning of a stop is held back until it is known.
 */
final class WrittenText {

    private final List<String> stops;
    private final int maxLength;
    private final int longestStop;
    private final Consumer<String> next;
    private final StringBuilder text = new StringBuilder();
    private int passed;
    private boolean stopped;
    private boolean full;

    /**
     * @param maxLength in UTF-16 units
     */
    WrittenText(List<String> stops, int maxLength, Consumer<String> next) {
        this.stops = stops;
        this.maxLength = maxLength;
        this.longestStop = stops.stream().mapToInt(String::length).max().orElse(0);
        this.next = next;
    }

    /** Whether more is wanted after this piece. */
    boolean add(String piece) {
        text.append(text.isEmpty() ? piece.stripLeading() : piece);
        int end = text.length();
        for (String stop : stops) {
            int at = text.indexOf(stop, Math.max(0, passed - stop.length()));
            if (at >= 0 && at < end) {
                end = at;
                stopped = true;
            }
        }
        if (end > maxLength) {
            end = maxLength;
            full = !stopped;
        }
        if (end < text.length() || end == maxLength) {
            text.setLength(end);
            full |= end == maxLength && !stopped;
            end();
            return !(stopped || full);
        }
        pass(text.length() - Math.max(0, longestStop - 1));
        return true;
    }

    /** Passes on what was held back. */
    void end() {
        pass(text.length());
    }

    private void pass(int end) {
        if (end > passed) {
            next.accept(text.substring(passed, end));
            passed = end;
        }
    }

    /** Whether the limit on length ended it. */
    boolean isFull() {
        return full;
    }

    String text() {
        return text.toString();
    }
}
