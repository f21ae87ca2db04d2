package org.carrel.search;

/** Which versions of documents a search looks into. */
public enum Versions {
    /** Of each document the latest that is indexed. */
    LATEST,
    /** Superseded ones too. */
    ALL;

    /** As a request states it. */
    public static Versions of(boolean allVersions) {
        return allVersions ? ALL : LATEST;
    }
}
