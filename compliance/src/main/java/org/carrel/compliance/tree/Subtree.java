package org.carrel.compliance.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A complete subtree: the {@code 2^height} leaves from {@code index * 2^height} on.
 *
 * @param height 0 for a single leaf
 * @param index from 0, among the subtrees of this height
 * @param hash its root
 */
public record Subtree(int height, long index, Hash hash) {

    /** Where a complete subtree stands, whatever its root. */
    public record Place(int height, long index) {

        /**
         * The largest complete subtrees that together are the leaves from {@code start}, inclusive,
         * to {@code end}, exclusive, in order.
         */
        public static List<Place> covering(long start, long end) {
            var places = new ArrayList<Place>();
            for (long at = start; at < end; ) {
                int fits = 63 - Long.numberOfLeadingZeros(end - at);
                int height = Math.min(Long.numberOfTrailingZeros(at), fits);
                places.add(new Place(height, at >> height));
                at += 1L << height;
            }
            return places;
        }
    }
}
