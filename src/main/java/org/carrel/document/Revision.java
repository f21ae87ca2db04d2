package org.carrel.document;

/** A document with one of its versions. */
record Revision(DocumentEntity document, VersionEntity version) {}
