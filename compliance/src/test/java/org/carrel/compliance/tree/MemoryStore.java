package org.carrel.compliance.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what a log would: leaf hashes, and the roots of full tiles as the frontier completes them.
 */
public final class MemoryStore implements Tree.Store {

    private final List<List<Hash>> levels = new ArrayList<>();
    private Frontier frontier = Frontier.EMPTY;
    private int reads;

    public MemoryStore() {
        levels.add(new ArrayList<>());
    }

    MemoryStore(List<Hash> leaves) {
        this();
        leaves.forEach(this::append);
    }

    public void append(Hash leaf) {
        levels.getFirst().add(leaf);
        for (Subtree completed : frontier.completedBy(leaf)) {
            int level = completed.height() / Tree.TILE_HEIGHT;
            if (levels.size() == level) {
                levels.add(new ArrayList<>());
            }
            if (completed.index() != levels.get(level).size()) {
                throw new IllegalStateException("subtrees complete out of order");
            }
            levels.get(level).add(completed.hash());
        }
        frontier = frontier.append(leaf);
    }

    public Frontier frontier() {
        return frontier;
    }

    /** How often hashes were asked for. */
    int reads() {
        return reads;
    }

    @Override
    public List<Hash> hashes(int level, long first, int count) {
        reads++;
        return levels.get(level).subList((int) first, (int) first + count);
    }
}
