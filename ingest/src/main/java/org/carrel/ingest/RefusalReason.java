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
    /** Parsing followed a structure nested so deeply that the stack did not suffice. */
    TOO_COMPLEX,
    /** The file, or the text in it, is larger than the limit. */
    TOO_LARGE,
    /** The files in it are too many, or unpack to more than the limit allows for its size. */
    EXPANSION,
    /** It lies deeper in files within files than the limit. */
    TOO_DEEP,
    /** A scan, and the language data for recognising its text are not installed. */
    LANGUAGE_PACK_MISSING
}
