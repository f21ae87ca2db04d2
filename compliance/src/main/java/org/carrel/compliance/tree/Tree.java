package org.carrel.compliance.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of a given size over stored hashes: roots, proofs and subtrees, each out of a few tiles. A
 * tile is 256 hashes that stand side by side at one level, as in C2SP tlog-tiles: at level 0 leaf
 * hashes, at level n the roots of full tiles of level n - 1. Full tiles never change, so a tree may
 * also be asked for while its log grows.
 *
 * <p>Keeps the last tiles that it read, 512 KiB at most, and is not for several threads at once.
 */
public final class Tree {

    /** Levels of the tree in a tile. */
    public static final int TILE_HEIGHT = 8;

    private static final int TILE_WIDTH = 1 << TILE_HEIGHT;
    private static final int TILES_KEPT = 64;

    /** Where hashes are stored. */
    public interface Store {

        /**
         * Roots of complete subtrees of {@code 256^level} leaves: leaf hashes at level 0, above it
         * what {@link Frontier#completedBy} gave.
         *
         * @param first index, from 0, of the first among the subtrees of this level
         * @param count 1 to 256; all of them within one tile and within the tree
         * @return as many as asked for, in order
         */
        List<Hash> hashes(int level, long first, int count);
    }

    private record Tile(int level, long index) {}

    private final Store store;
    private final long size;
    private final Map<Tile, List<Hash>> tiles =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Tile, List<Hash>> eldest) {
                    return size() > TILES_KEPT;
                }
            };

    /**
     * @param store that has all leaves of the tree
     * @param size of the tree in leaves; the store may hold more
     */
    public Tree(Store store, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree's size is not negative");
        }
        this.store = store;
        this.size = size;
    }

    /** The root of the whole tree. */
    public Hash root() {
        return frontier(size).root();
    }

    /**
     * The frontier that the log had at a size.
     *
     * @throws IllegalArgumentException if the size is beyond the tree
     */
    public Frontier frontier(long ofSize) {
        return new Frontier(ofSize, subtrees(0, ofSize).stream().map(Subtree::hash).toList());
    }

    /**
     * The complete subtrees that together are the leaves from {@code start}, inclusive, to {@code
     * end}, exclusive: what stands for leaves that are not shown. At most 124.
     *
     * @throws IllegalArgumentException if the range is not within the tree
     */
    public List<Subtree> subtrees(long start, long end) {
        requireWithin(start, end);
        return Subtree.Place.covering(start, end).stream()
                .map(p -> new Subtree(p.height(), p.index(), subtree(p.height(), p.index())))
                .toList();
    }

    /**
     * The inclusion proof of a leaf (RFC 9162, section 2.1.3.1), lowest hash first.
     *
     * @param index of the leaf, from 0
     * @throws IllegalArgumentException if there is no such leaf
     */
    public List<Hash> inclusionProof(long index) {
        requireWithin(index, index + 1);
        var path = new ArrayList<Hash>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + split(end - start);
            if (index < middle) {
                path.add(hash(middle, end));
                end = middle;
            } else {
                path.add(hash(start, middle));
                start = middle;
            }
        }
        return path.reversed();
    }

    /**
     * The proof that this tree continues the one of an earlier size (RFC 9162, section 2.1.4.1),
     * empty if either is empty or both are the same.
     *
     * @throws IllegalArgumentException if the size is beyond the tree
     */
    public List<Hash> consistencyProof(long earlier) {
        requireWithin(earlier, size);
        if (earlier == 0 || earlier == size) {
            return List.of();
        }
        var path = new ArrayList<Hash>();
        long start = 0;
        long end = size;
        while (end != earlier) {
            long middle = start + split(end - start);
            if (earlier <= middle) {
                path.add(hash(middle, end));
                end = middle;
            } else {
                path.add(hash(start, middle));
                start = middle;
            }
        }
        // A subtree that is all of the earlier tree needs no naming: its root is known.
        if (start > 0) {
            path.add(hash(start, end));
        }
        return path.reversed();
    }

    private void requireWithin(long start, long end) {
        if (start < 0 || end < start || end > size) {
            throw new IllegalArgumentException("not within a tree of size " + size);
        }
    }

    /** The largest power of two smaller than n (RFC 9162's k), n being at least 2. */
    static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** MTH(D[start:end]), where start is a place at which the definition splits. */
    private Hash hash(long start, long end) {
        Hash hash = null;
        for (Subtree.Place place : Subtree.Place.covering(start, end).reversed()) {
            Hash left = subtree(place.height(), place.index());
            hash = hash == null ? left : Hash.node(left, hash);
        }
        return hash == null ? Hash.EMPTY : hash;
    }

    private Hash subtree(int height, long index) {
        int level = height / TILE_HEIGHT;
        int inTile = height % TILE_HEIGHT;
        long first = index << inTile;
        List<Hash> tile = tile(level, first / TILE_WIDTH);
        int at = (int) (first % TILE_WIDTH);
        return root(tile.subList(at, at + (1 << inTile)));
    }

    private List<Hash> tile(int level, long index) {
        return tiles.computeIfAbsent(
                new Tile(level, index),
                tile -> {
                    long first = index * TILE_WIDTH;
                    long there = (size >> (level * TILE_HEIGHT)) - first;
                    int count = (int) Math.min(TILE_WIDTH, there);
                    List<Hash> hashes = store.hashes(level, first, count);
                    if (hashes.size() != count) {
                        throw new IllegalStateException(
                                "hashes are missing at level " + level + " from " + first);
                    }
                    return List.copyOf(hashes);
                });
    }

    private static Hash root(List<Hash> row) {
        List<Hash> level = row;
        while (level.size() > 1) {
            var above = new ArrayList<Hash>(level.size() / 2);
            for (int i = 0; i < level.size(); i += 2) {
                above.add(Hash.node(level.get(i), level.get(i + 1)));
            }
            level = above;
        }
        return level.getFirst();
    }
}
