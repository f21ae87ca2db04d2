package org.carrel.search;

import java.util.UUID;

/**
 * One of a collection's Lucene indexes: two for each encoder.
 *
 * @param encoder its id: vectors of two models cannot be compared
 * @param superseded false for the versions that searches find, true for those that they find only
 *     when asked to; kept apart, so that what was replaced changes no statistics of what is current
 */
record IndexName(String encoder, UUID collection, boolean superseded) {

    static IndexName current(String encoder, UUID collection) {
        return new IndexName(encoder, collection, false);
    }

    static IndexName history(String encoder, UUID collection) {
        return new IndexName(encoder, collection, true);
    }

    /** Relative to the folder of all indexes. */
    String folder() {
        String own = superseded ? collection + ".history" : collection.toString();
        return encoder.isEmpty() ? own : encoder + "/" + own;
    }
}
