package org.carrel.models.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tokens to text, piece by piece. A piece holds whole characters; what may be the start of a stop
 * string is held back until it is known.
 */
final class AnswerText {

    /** What decoders write for bytes that make no character, or not yet. */
    private static final String INCOMPLETE = "\uFFFD";

    private final Function<int[], String> decoder;
    private final List<String> stops;
    private final Consumer<String> listener;
    private final StringBuilder answer = new StringBuilder();
    private final StringBuilder held = new StringBuilder();

    /** Tokens of the last piece and after: enough context to decode the next one. */
    private int[] window = {};

    private int shown;

    AnswerText(Function<int[], String> decoder, List<String> stops, Consumer<String> listener) {
        this.decoder = decoder;
        this.stops = stops;
        this.listener = listener;
    }

    /**
     * @return whether a stop string was met, which ends the answer before it
     */
    boolean add(int token) {
        window = Arrays.copyOf(window, window.length + 1);
        window[window.length - 1] = token;
        String before = decoder.apply(Arrays.copyOf(window, shown));
        String now = decoder.apply(window);
        if (now.length() <= before.length() || now.endsWith(INCOMPLETE)) {
            return false;
        }
        held.append(now, before.length(), now.length());
        window = Arrays.copyOfRange(window, shown, window.length);
        shown = window.length;
        return emit();
    }

    /** Lets go of what was held back; the answer ended without a stop string. */
    void end() {
        say(held.length());
    }

    String text() {
        return answer.toString();
    }

    private boolean emit() {
        int stop = stops.stream().mapToInt(held::indexOf).filter(at -> at >= 0).min().orElse(-1);
        if (stop >= 0) {
            say(stop);
            held.setLength(0);
            return true;
        }
        say(held.length() - possibleStop());
        return false;
    }

    /** Length of the longest end of the held text that a stop string begins with. */
    private int possibleStop() {
        int longest = stops.stream().mapToInt(String::length).max().orElse(1) - 1;
        for (int length = Math.min(longest, held.length()); length > 0; length--) {
            String end = held.substring(held.length() - length);
            if (stops.stream().anyMatch(stop -> stop.startsWith(end))) {
                return length;
            }
        }
        return 0;
    }

    private void say(int length) {
        if (length == 0) {
            return;
        }
        String piece = held.substring(0, length);
        held.delete(0, length);
        answer.append(piece);
        listener.accept(piece);
    }
}
