package org.carrel.ingest;

/** Why a file gave no text. The names are stored and shown by the REST API: they do not change. */
public enum RefusalReason {
    /** The file has no bytes. */
    EMPTY_FILE,
    /** Parsed, but no text was found: usually a scan without a text layer. */
    NO_TEXT,
    /** Needs a password. */
    ENCRYPTED,
    /** The parser found the file damaged. */
    CORRUPT,
    /** No parser for this type. */
    UNSUPPORTED_TYPE,
    /** Parsing took longer than the limit. */
    TIMEOUT,
    /** Parsing needed more memory than the child has. */
    OUT_OF_MEMORY,
    /** The child JVM died while parsing. */
    CRASH,
    /** The file, or the text in it, is larger than the limit. */
    TOO_LARGE
}
