package org.carrel.ingest.likeness;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes signatures of texts. Words are runs of letters and digits in lower case; a text is the set
 * of its runs of five words. Each run is hashed by SipHash-2-4 under the key (Aumasson and
 * Bernstein, 2012), and 128 permutations of the hashes, which come from the key as well, give the
 * smallest of each.
 */
public final class MinHash {

    /** Bytes of a key. */
    public static final int KEY_BYTES = 16;

    /**
     * Words of a run. Contracts share most single words and many short phrases, but few of these.
     */
    static final int RUN = 5;

    private final HashFunction hash;
    private final long[] permutations = new long[Signature.VALUES];

    /**
     * @param key {@value #KEY_BYTES} secret bytes
     */
    public MinHash(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
        }
        ByteBuffer halves = ByteBuffer.wrap(key);
        this.hash = Hashing.sipHash24(halves.getLong(), halves.getLong());
        for (int i = 0; i < permutations.length; i++) {
            permutations[i] = hash.hashLong(i).asLong();
        }
    }

    /** The signature of a text; empty when it has no word. */
    public Optional<Signature> of(String text) {
        long[] smallest = new long[Signature.VALUES];
        Arrays.fill(smallest, Long.MAX_VALUE);
        String[] run = new String[RUN];
        int words = 0;
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                run[words++ % RUN] = text.substring(start, at);
                if (words >= RUN) {
                    enter(hash(run, words, RUN), smallest);
                }
            } else {
                at++;
            }
        }
        if (words > 0 && words < RUN) {
            enter(hash(run, words, words), smallest);
        }
        return words == 0 ? Optional.empty() : Optional.of(Signature.of(smallest));
    }

    /** Of the last words, oldest first. */
    private long hash(String[] run, int words, int length) {
        var hasher = hash.newHasher();
        for (int i = words - length; i < words; i++) {
            String word = run[i % RUN];
            for (int c = 0; c < word.length(); c++) {
                hasher.putChar(Character.toLowerCase(word.charAt(c)));
            }
            hasher.putChar(' ');
        }
        return hasher.hash().asLong();
    }

    private void enter(long run, long[] smallest) {
        for (int i = 0; i < permutations.length; i++) {
            long permuted = mix(run ^ permutations[i]);
            if (permuted < smallest[i]) {
                smallest[i] = permuted;
            }
        }
    }

    /** A permutation of 64 bits that spreads every bit: Stafford's variant 13, as in SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
