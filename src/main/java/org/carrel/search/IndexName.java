package org.carrel.search;

import java.util.UUID;

/**
 * One of a collection's two Lucene indexes.
 *
 * @param superseded false for the versions that searches find, true for those that they find only
 *     when asked to; kept apart, so that what was replaced changes no statistics of what is current
 */
record IndexName(UUID collection, boolean superseded) {

    static IndexName current(UUID collection) {
        return new IndexName(collection, false);
    }

    static IndexName history(UUID collection) {
        return new IndexName(collection, true);
    }

    String folder() {
        return superseded ? collection + ".history" : collection.toString();
    }
}
