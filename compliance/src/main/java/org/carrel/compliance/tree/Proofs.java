package org.carrel.compliance.tree;

import java.util.List;

/** Checks proofs, by the algorithms of RFC 9162. A proof of whatever content is true or false. */
public final class Proofs {

    private Proofs() {}

    /**
     * Whether a tree has a leaf at a place (RFC 9162, section 2.1.3.2).
     *
     * @param leaf the leaf's hash
     * @param index of the leaf, from 0
     * @param size of the tree in leaves
     * @param path as {@link Tree#inclusionProof} gives it
     * @param root of the tree
     */
    public static boolean includes(Hash leaf, long index, long size, List<Hash> path, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = Hash.node(sibling, hash);
                while (fn != 0 && (fn & 1) == 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = Hash.node(hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && hash.equals(root);
    }

    /**
     * Whether the later tree begins with all leaves of the earlier one (RFC 9162, section 2.1.4.2).
     * Every tree continues the empty one, and itself; the proof of both is empty.
     *
     * @param earlier size in leaves
     * @param earlierRoot root at that size
     * @param later size in leaves
     * @param laterRoot root at that size
     * @param path as {@link Tree#consistencyProof} gives it
     */
    public static boolean continues(
            long earlier, Hash earlierRoot, long later, Hash laterRoot, List<Hash> path) {
        if (earlier < 0 || earlier > later) {
            return false;
        }
        if (earlier == later) {
            return path.isEmpty() && earlierRoot.equals(laterRoot);
        }
        if (earlier == 0) {
            return path.isEmpty() && earlierRoot.equals(Hash.EMPTY);
        }
        return walk(earlier, earlierRoot, later, laterRoot, path);
    }

    private static boolean walk(
            long earlier, Hash earlierRoot, long later, Hash laterRoot, List<Hash> path) {
        // A complete earlier tree is the first node of the proof itself.
        boolean complete = Long.bitCount(earlier) == 1;
        if (!complete && path.isEmpty()) {
            return false;
        }
        int up = Long.numberOfTrailingZeros(earlier);
        long fn = (earlier - 1) >> up;
        long sn = (later - 1) >> up;
        Hash first = complete ? earlierRoot : path.getFirst();
        Hash fr = first;
        Hash sr = first;
        for (Hash sibling : complete ? path : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hash.node(sibling, fr);
                sr = Hash.node(sibling, sr);
                while (fn != 0 && (fn & 1) == 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Hash.node(sr, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(earlierRoot) && sr.equals(laterRoot);
    }
}
