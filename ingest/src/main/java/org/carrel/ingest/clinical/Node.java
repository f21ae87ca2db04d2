package org.carrel.ingest.clinical;

/** What an element of markup holds: elements and characters, in order. */
sealed interface Node permits Markup, Node.Characters {

    /** Characters as they stand in the file, white space included. */
    record Characters(String text) implements Node {}
}
