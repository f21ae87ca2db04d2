package org.carrel.models.runtime;

import java.util.Arrays;

/**
 * Guesses the next tokens: where the last few stood before, what followed them (Saxena 2023, prompt
 * lookup decoding). An answer from evidence repeats much of it. One token is guessed first, whose
 * reading costs about a seventh of the known one's; once it came true several are. A wrong one is
 * followed by silence, each time longer: what never repeats loses 2 of 100 at most, and less the
 * longer it grows.
 */
final class PromptLookup {

    /**
     * With the token before them a tile of {@link PackedMatrix}: less than twice the time of one.
     */
    private static final int MOST = RoundedRows.TILE - 1;

    private static final int LONGEST_MATCH = 4;
    private static final int SHORTEST_MATCH = 2;
    private static final int FIRST_SILENCE = 8;
    private static final int LONGEST_SILENCE = 128;

    private int[] tokens;
    private int length;
    private boolean sure;
    private int silence;
    private int nextSilence = FIRST_SILENCE;

    PromptLookup(int[] prompt) {
        this.tokens = prompt.clone();
        this.length = prompt.length;
    }

    void add(int token) {
        if (length == tokens.length) {
            tokens = Arrays.copyOf(tokens, length + length / 2 + 16);
        }
        tokens[length++] = token;
    }

    /** What may follow the last token; empty for no idea. */
    int[] guess() {
        if (silence > 0) {
            silence--;
            return new int[0];
        }
        for (int match = LONGEST_MATCH; match >= SHORTEST_MATCH; match--) {
            for (int end = length - 1; end >= match; end--) {
                if (matches(end, match)) {
                    int guesses = sure ? MOST : 1;
                    return Arrays.copyOfRange(tokens, end, Math.min(end + guesses, length));
                }
            }
        }
        return new int[0];
    }

    /** Whether the last {@code match} tokens stand before {@code end} too. */
    private boolean matches(int end, int match) {
        return Arrays.equals(tokens, end - match, end, tokens, length - match, length);
    }

    /** Tells how many of the last guesses came true. */
    void score(int right) {
        if (right > 0) {
            nextSilence = FIRST_SILENCE;
        } else if (!sure) {
            silence = nextSilence;
            nextSilence = Math.min(2 * nextSilence, LONGEST_SILENCE);
        }
        sure = right > 0;
    }
}
