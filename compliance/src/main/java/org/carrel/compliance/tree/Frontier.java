package org.carrel.compliance.tree;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a tree: all that is needed to append to it and to know its root. It holds the
 * roots of the complete subtrees that the leaves fall into, the largest first: one for each bit
 * that is set in the size, so never more than 63. Immutable.
 *
 * @param size leaves so far
 * @param hashes as many as the size has bits set
 */
public record Frontier(long size, List<Hash> hashes) {

    /** Before the first leaf. */
    public static final Frontier EMPTY = new Frontier(0, List.of());

    /**
     * @throws IllegalArgumentException if the size is negative or the hashes are not as many as it
     *     asks for
     */
    public Frontier {
        if (size < 0 || Long.bitCount(size) != hashes.size()) {
            throw new IllegalArgumentException("a frontier has a hash for each bit of its size");
        }
        hashes = List.copyOf(hashes);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes do not go with the size
     */
    public static Frontier of(long size, byte[] bytes) {
        if (bytes.length % Hash.LENGTH != 0) {
            throw new IllegalArgumentException("a frontier is a row of hashes");
        }
        var hashes = new ArrayList<Hash>();
        for (int at = 0; at < bytes.length; at += Hash.LENGTH) {
            hashes.add(Hash.of(Arrays.copyOfRange(bytes, at, at + Hash.LENGTH)));
        }
        return new Frontier(size, hashes);
    }

    /** The hashes one after the other, for keeping beside the size. */
    public byte[] bytes() {
        var out = new ByteArrayOutputStream(hashes.size() * Hash.LENGTH);
        hashes.forEach(hash -> out.writeBytes(hash.bytes()));
        return out.toByteArray();
    }

    /** The tree with one more leaf. */
    public Frontier append(Hash leaf) {
        return append(0, leaf);
    }

    /**
     * The tree with {@code 2^height} more leaves, of which only their subtree's root is known.
     *
     * @throws IllegalArgumentException if such a subtree cannot begin at this size
     */
    public Frontier append(int height, Hash subtree) {
        if (height < 0 || height > 62 || Long.numberOfTrailingZeros(size) < height) {
            throw new IllegalArgumentException("no subtree of this height begins here");
        }
        var left = new ArrayList<>(hashes);
        Hash merged = subtree;
        for (long bit = 1L << height; (size & bit) != 0; bit <<= 1) {
            merged = Hash.node(left.removeLast(), merged);
        }
        left.add(merged);
        return new Frontier(size + (1L << height), left);
    }

    /**
     * The complete subtrees of 256, 256^2, … leaves that end with the leaf now to be appended: what
     * a {@link Tree.Store} keeps beside the leaf hashes. Mostly none, seldom more than one.
     */
    public List<Subtree> completedBy(Hash leaf) {
        var completed = new ArrayList<Subtree>();
        Hash merged = leaf;
        int left = hashes.size();
        for (int height = 0; (size >> height & 1) != 0; height++) {
            merged = Hash.node(hashes.get(--left), merged);
            if ((height + 1) % Tree.TILE_HEIGHT == 0) {
                completed.add(new Subtree(height + 1, size >> (height + 1), merged));
            }
        }
        return completed;
    }

    /** The root of the whole tree (RFC 9162, section 2.1.1). */
    public Hash root() {
        if (hashes.isEmpty()) {
            return Hash.EMPTY;
        }
        Hash root = hashes.getLast();
        for (int i = hashes.size() - 2; i >= 0; i--) {
            root = Hash.node(hashes.get(i), root);
        }
        return root;
    }
}
