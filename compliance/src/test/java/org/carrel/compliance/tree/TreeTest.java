package org.carrel.compliance.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the definitions of RFC 9162, section 2.1, written down as they stand there. */
class TreeTest {

    @Test
    void everySizeUpToThreeTilesHasTheDefinedRoot() {
        List<Hash> leaves = leaves(new Random(1), 3 * 256 + 3);
        var store = new MemoryStore();
        for (int size = 0; size <= leaves.size(); size++) {
            Hash expected = mth(leaves.subList(0, size));
            assertEquals(expected, store.frontier().root());
            assertEquals(expected, new Tree(store, size).root());
            if (size < leaves.size()) {
                store.append(leaves.get(size));
            }
        }
    }

    @Test
    void everyProofInSmallTreesIsTheDefinedOneAndHolds() {
        List<Hash> leaves = leaves(new Random(2), 40);
        var store = new MemoryStore(leaves);
        for (int size = 1; size <= leaves.size(); size++) {
            var tree = new Tree(store, size);
            for (int index = 0; index < size; index++) {
                assertInclusion(leaves.subList(0, size), tree, index);
                assertConsistency(leaves.subList(0, size), tree, index + 1);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void proofsInTreesOfSeveralTilesHoldAndNoOtherDoes(long seed) {
        var random = new Random(seed);
        List<Hash> leaves = leaves(random, 66_000);
        var store = new MemoryStore(leaves);
        for (int i = 0; i < 10; i++) {
            int size = 1 + random.nextInt(leaves.size());
            var tree = new Tree(store, size);
            List<Hash> part = leaves.subList(0, size);
            int index = random.nextInt(size);
            assertInclusion(part, tree, index);
            assertConsistency(part, tree, index + 1);
            refuseChanged(random, tree, part, index);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void leavesThatAreNotShownAreReplacedByTheirSubtrees(long seed) {
        var random = new Random(seed);
        List<Hash> leaves = leaves(random, 2_000);
        var tree = new Tree(new MemoryStore(leaves), leaves.size());
        Frontier frontier = Frontier.EMPTY;
        while (frontier.size() < leaves.size()) {
            long end = Math.min(leaves.size(), frontier.size() + random.nextInt(300));
            for (Subtree subtree : tree.subtrees(frontier.size(), end)) {
                assertEquals(frontier.size(), subtree.index() << subtree.height());
                frontier = frontier.append(subtree.height(), subtree.hash());
            }
            if (frontier.size() < leaves.size()) {
                frontier = frontier.append(leaves.get((int) frontier.size()));
            }
            assertEquals(tree.frontier(frontier.size()), frontier);
        }
        assertEquals(mth(leaves), frontier.root());
    }

    @Test
    void aProofReadsAFewTiles() {
        var store = new MemoryStore(leaves(new Random(3), 70_000));
        int before = store.reads();
        new Tree(store, 70_000).inclusionProof(12_345);
        // The leaf's tile and the right edge's on level 0; one or two on each level above.
        assertTrue(store.reads() - before <= 6, store.reads() + " reads");
    }

    @Test
    void aFrontierIsKeptAsItsSizeAndBytes() {
        Frontier frontier = new MemoryStore(leaves(new Random(4), 1_000)).frontier();
        assertEquals(frontier, Frontier.of(1_000, frontier.bytes()));
        assertEquals(6 * Hash.LENGTH, frontier.bytes().length);
        assertThrows(IllegalArgumentException.class, () -> Frontier.of(1_001, frontier.bytes()));
        assertThrows(IllegalArgumentException.class, () -> Frontier.of(1, new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> Frontier.of(-1, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> frontier.append(4, frontier.root()));
    }

    @Test
    void whatIsNotInTheTreeIsRefused() {
        var tree = new Tree(new MemoryStore(leaves(new Random(5), 9)), 8);
        assertThrows(IllegalArgumentException.class, () -> tree.inclusionProof(8));
        assertThrows(IllegalArgumentException.class, () -> tree.inclusionProof(-1));
        assertThrows(IllegalArgumentException.class, () -> tree.consistencyProof(9));
        assertThrows(IllegalArgumentException.class, () -> tree.subtrees(3, 2));
        assertThrows(IllegalArgumentException.class, () -> tree.frontier(9));
    }

    private static void assertInclusion(List<Hash> leaves, Tree tree, int index) {
        List<Hash> proof = tree.inclusionProof(index);
        assertEquals(path(index, leaves), proof);
        Hash leaf = leaves.get(index);
        assertTrue(Proofs.includes(leaf, index, leaves.size(), proof, tree.root()));
    }

    private static void assertConsistency(List<Hash> leaves, Tree tree, int earlier) {
        List<Hash> proof = tree.consistencyProof(earlier);
        assertEquals(earlier == leaves.size() ? List.of() : subproof(earlier, leaves, true), proof);
        Hash before = mth(leaves.subList(0, earlier));
        assertTrue(Proofs.continues(earlier, before, leaves.size(), tree.root(), proof));
    }

    private static void refuseChanged(Random random, Tree tree, List<Hash> leaves, int index) {
        int size = leaves.size();
        Hash root = tree.root();
        Hash other = leaves(random, 1).getFirst();
        List<Hash> proof = tree.inclusionProof(index);
        assertFalse(Proofs.includes(other, index, size, proof, root));
        assertFalse(Proofs.includes(leaves.get(index), index, size, proof, other));
        assertFalse(Proofs.includes(leaves.get(index), size, size, proof, root));
        changed(random, proof)
                .forEach(bad ->
                        assertFalse(Proofs.includes(leaves.get(index), index, size, bad, root)));
        Hash before = mth(leaves.subList(0, index + 1));
        List<Hash> way = tree.consistencyProof(index + 1);
        assertFalse(Proofs.continues(index + 1, other, size, root, way));
        assertFalse(Proofs.continues(index + 1, before, size, other, way));
        assertFalse(Proofs.continues(size + 1, before, size, root, way));
        changed(random, way)
                .forEach(bad -> assertFalse(Proofs.continues(index + 1, before, size, root, bad)));
    }

    private static Stream<List<Hash>> changed(Random random, List<Hash> proof) {
        var longer = new ArrayList<>(proof);
        longer.add(random.nextInt(proof.size() + 1), leaves(random, 1).getFirst());
        if (proof.isEmpty()) {
            return Stream.of(longer);
        }
        int at = random.nextInt(proof.size());
        var shorter = new ArrayList<>(proof);
        shorter.remove(at);
        var other = new ArrayList<>(proof);
        other.set(at, leaves(random, 1).getFirst());
        return Stream.of(longer, shorter, other);
    }

    private static List<Hash> leaves(Random random, int count) {
        var leaves = new ArrayList<Hash>(count);
        var data = new byte[8];
        for (int i = 0; i < count; i++) {
            random.nextBytes(data);
            leaves.add(Hash.leaf(data));
        }
        return leaves;
    }

    private static int k(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static Hash mth(List<Hash> d) {
        return switch (d.size()) {
            case 0 -> Hash.EMPTY;
            case 1 -> d.getFirst();
            default -> {
                int k = k(d.size());
                yield Hash.node(mth(d.subList(0, k)), mth(d.subList(k, d.size())));
            }
        };
    }

    private static List<Hash> path(int m, List<Hash> d) {
        if (d.size() == 1) {
            return List.of();
        }
        int k = k(d.size());
        List<Hash> left = d.subList(0, k);
        List<Hash> right = d.subList(k, d.size());
        return m < k ? joined(path(m, left), mth(right)) : joined(path(m - k, right), mth(left));
    }

    private static List<Hash> subproof(int m, List<Hash> d, boolean known) {
        if (m == d.size()) {
            return known ? List.of() : List.of(mth(d));
        }
        int k = k(d.size());
        List<Hash> left = d.subList(0, k);
        List<Hash> right = d.subList(k, d.size());
        return m <= k
                ? joined(subproof(m, left, known), mth(right))
                : joined(subproof(m - k, right, false), mth(left));
    }

    private static List<Hash> joined(List<Hash> hashes, Hash last) {
        return Stream.concat(hashes.stream(), Stream.of(last)).toList();
    }
}
