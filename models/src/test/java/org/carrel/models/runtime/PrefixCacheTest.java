package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {

    private static final LlamaSizes SIZES =
            new LlamaSizes(
                    128, 4, 4, 32, 128, 2, 384, 256, 1e-5f, 10_000, List.of(), Optional.empty());
    private static final long ONE = KeyValues.bytes(SIZES, 100);

    private final PrefixCache cache = new PrefixCache(3 * ONE);

    @Test
    void sameScopeGoesOnWhereThePromptsPart() {
        cache.keep("a", prompt(100, 10), read(100));
        assertEquals(80, begun("a", changed(prompt(100, 10), 80)));
        // It stays for the next one.
        assertEquals(90, begun("a", changed(prompt(100, 10), 90)));
    }

    @Test
    void anotherScopeSharesTheInstructionsAlone() {
        cache.keep("a", prompt(100, 10), read(100));
        assertEquals(10, begun("b", prompt(100, 10)));
        assertEquals(10, begun("", prompt(100, 10)));
        assertEquals(0, begun("b", prompt(100, 0)));
    }

    @Test
    void withoutAScopeNobodyMeetsTheSamePromptAgain() {
        cache.keep("", prompt(100, 10), read(100));
        assertEquals(10, begun("", prompt(100, 10)));
    }

    @Test
    void lastTokenIsAlwaysRead() {
        cache.keep("a", prompt(100, 10), read(100));
        assertEquals(99, begun("a", prompt(100, 10)));
    }

    @Test
    void longestBeginningWins() {
        cache.keep("a", prompt(50, 0), read(50));
        cache.keep("a", prompt(100, 0), read(100));
        cache.keep("a", changed(prompt(100, 0), 20), read(100));
        assertEquals(100, begun("a", prompt(120, 0)));
    }

    @Test
    void promptThatIsContinuedIsNotCopied() {
        KeyValues past = read(50);
        cache.keep("a", prompt(50, 0), past);
        PrefixCache.Beginning begun = cache.begin("a", prompt(80, 0));
        assertTrue(begun != null);
        assertSame(past, begun.past());
        // It belongs to one answer alone.
        assertNull(cache.begin("a", prompt(80, 0)));
        cache.keep("a", prompt(80, 0), past);
        PrefixCache.Beginning parted = cache.begin("a", changed(prompt(80, 0), 60));
        assertTrue(parted != null);
        assertNotSame(past, parted.past());
    }

    @Test
    void memoryIsBoundedAndTheLongestUnusedGoesFirst() {
        for (int i = 0; i < 3; i++) {
            cache.keep("a", changed(prompt(100, 0), i), read(100));
        }
        assertEquals(99, begun("a", changed(prompt(100, 0), 0)));
        cache.keep("a", changed(prompt(100, 0), 5), read(100));
        assertEquals(3 * ONE, cache.bytes());
        assertEquals(99, begun("a", changed(prompt(100, 0), 0)));
        assertEquals(99, begun("a", changed(prompt(100, 0), 2)));
        assertTrue(begun("a", changed(prompt(100, 0), 1)) < 99);
    }

    @Test
    void withoutMemoryNothingIsKept() {
        PrefixCache none = new PrefixCache(0);
        none.keep("a", prompt(100, 100), read(100));
        assertNull(none.begin("a", prompt(100, 100)));
    }

    private int begun(String scope, PromptTokens prompt) {
        PrefixCache.Beginning begun = cache.begin(scope, prompt);
        return begun == null ? 0 : begun.length();
    }

    private static KeyValues read(int positions) {
        KeyValues past = new KeyValues(SIZES);
        past.reserve(positions);
        return past;
    }

    private static PromptTokens prompt(int length, int shared) {
        return new PromptTokens(IntStream.range(0, length).toArray(), shared);
    }

    private static PromptTokens changed(PromptTokens prompt, int at) {
        int[] ids = prompt.ids().clone();
        ids[at] = 300;
        return new PromptTokens(ids, prompt.shared());
    }
}
