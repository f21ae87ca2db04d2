package org.carrel.summary;

/** Reads a document's statements in order, and keeps of them what its summary needs. */
interface Drafting {

    void read(Statement statement);

    Draft finish();
}
