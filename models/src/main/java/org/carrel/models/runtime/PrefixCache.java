package org.carrel.models.runtime;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of prompts read before, to begin the next one with.
 *
 * <p>A prompt begins with what template and instructions decide, which anybody may share. What
 * follows, the evidence first, is shared within one scope alone. For one thread.
 */
final class PrefixCache {

    private final long mostBytes;

    /** The last used first. */
    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * @param mostBytes that may be kept; 0 keeps nothing
     */
    PrefixCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    private record Entry(String scope, PromptTokens prompt, KeyValues past) {

        /** How many tokens of {@code other} need not be read. */
        private int common(String scope, PromptTokens other) {
            int mismatch = Arrays.mismatch(prompt.ids(), other.ids());
            int common = mismatch < 0 ? other.length() : mismatch;
            boolean mine = !scope.isEmpty() && scope.equals(this.scope);
            int shared = mine ? common : Math.min(prompt.shared(), other.shared());
            // At least one token has to be read for there to be a next one.
            return Math.min(Math.min(common, shared), other.length() - 1);
        }
    }

    /**
     * Where to go on.
     *
     * @param past belongs to the caller
     * @param length tokens of the prompt that it holds
     */
    record Beginning(KeyValues past, int length) {}

    /** The longest beginning that was read before, or none. */
    @Nullable Beginning begin(String scope, PromptTokens prompt) {
        Entry best = null;
        int longest = 0;
        for (Entry entry : entries) {
            int common = entry.common(scope, prompt);
            if (common > longest) {
                best = entry;
                longest = common;
            }
        }
        if (best == null) {
            return null;
        }
        entries.remove(best);
        if (longest == best.prompt().length()) {
            // The new prompt has all of it, so nothing is lost when that one takes its place.
            return new Beginning(best.past(), longest);
        }
        entries.addFirst(best);
        return new Beginning(best.past().copy(longest), longest);
    }

    /** Keeps a prompt that was read to its end. What was written after it does not count. */
    void keep(String scope, PromptTokens prompt, KeyValues past) {
        entries.removeIf(entry ->
                entry.scope().equals(scope) && Arrays.equals(entry.prompt().ids(), prompt.ids()));
        entries.addFirst(new Entry(scope, prompt, past));
        long bytes = 0;
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            bytes += all.next().past().bytes();
            if (bytes > mostBytes) {
                all.remove();
            }
        }
    }

    /** Bytes kept. */
    long bytes() {
        return entries.stream().mapToLong(entry -> entry.past().bytes()).sum();
    }
}
