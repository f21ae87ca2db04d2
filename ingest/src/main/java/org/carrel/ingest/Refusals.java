package org.carrel.ingest;

/** The sentence that goes with a reason, for the person who can act on it. */
final class Refusals {

    private Refusals() {}

    static Extraction.Refused of(RefusalReason reason) {
        return new Extraction.Refused(reason, sentence(reason));
    }

    private static String sentence(RefusalReason reason) {
        return switch (reason) {
            case EMPTY_FILE -> "The file has no bytes; upload it again from its source.";
            case NO_TEXT ->
                    "No text was found, in the file or by recognising its pages: it may be blank, or"
                            + " a picture without words.";
            case ENCRYPTED ->
                    "The file needs a password: give it to unlock the file, or upload it without one.";
            case CORRUPT -> "The file is damaged or is not what its name says.";
            case UNSUPPORTED_TYPE -> "There is no parser for files of this type.";
            case TIMEOUT -> "Reading the file took longer than the limit.";
            case OUT_OF_MEMORY -> "Reading the file needed more memory than the limit.";
            case CRASH -> "The parser process ended while it read the file.";
            case TOO_COMPLEX -> "The file is nested too deeply within itself to be read.";
            case TOO_LARGE -> "The file, or the text in it, is larger than the limit.";
            case EXPANSION ->
                    "The file unpacks to more files, or to more bytes, than its size allows.";
            case TOO_DEEP -> "The file lies in too many levels of files within files.";
            case LANGUAGE_PACK_MISSING ->
                    "The file is a scan, and the language data to recognise its text are missing.";
        };
    }
}
