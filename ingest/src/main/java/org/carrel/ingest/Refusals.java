package org.carrel.ingest;

import java.util.Locale;
import java.util.Set;
import org.apache.tika.pipes.PipesResult;

/** From how the child ended to a reason that a person can act on. */
final class Refusals {

    private static final Set<String> WITHOUT_TEXT =
            Set.of("audio", "video", "font", "model", "chemical");

    private Refusals() {}

    static Extraction.Refused of(RefusalReason reason) {
        return new Extraction.Refused(reason, sentence(reason));
    }

    /** A child that stopped before it had an answer. */
    static Extraction.Refused ofStatus(PipesResult.STATUS status) {
        return switch (status) {
            case OOM -> of(RefusalReason.OUT_OF_MEMORY);
            case TIMEOUT -> of(RefusalReason.TIMEOUT);
            case EMPTY_OUTPUT -> of(RefusalReason.NO_TEXT);
            default -> of(RefusalReason.CRASH);
        };
    }

    /** A parser that gave up, by the stack trace that Tika hands over. */
    static Extraction.Refused ofStackTrace(String trace) {
        String lower = trace.toLowerCase(Locale.ROOT);
        if (lower.contains("encrypteddocumentexception")
                || lower.contains("invalidpasswordexception")
                || lower.contains("unsupportedzipfeature") && lower.contains("encryption")) {
            return of(RefusalReason.ENCRYPTED);
        }
        if (lower.contains("zerobytefileexception")) {
            return of(RefusalReason.EMPTY_FILE);
        }
        if (lower.contains("zip bomb") || lower.contains("writelimitreached")) {
            return of(RefusalReason.TOO_LARGE);
        }
        if (lower.contains("outofmemoryerror")
                || lower.contains("tikamemorylimitexception")
                || lower.contains("memorylimitexception")) {
            return of(RefusalReason.OUT_OF_MEMORY);
        }
        if (lower.contains("unsupportedformatexception")) {
            return of(RefusalReason.UNSUPPORTED_TYPE);
        }
        return of(RefusalReason.CORRUPT);
    }

    /** A parse that went well and gave nothing. */
    static Extraction.Refused ofNoText(String mediaType, boolean hadParser) {
        String primary = mediaType.substring(0, Math.max(mediaType.indexOf('/'), 0));
        boolean supported = hadParser && !WITHOUT_TEXT.contains(primary);
        return of(supported ? RefusalReason.NO_TEXT : RefusalReason.UNSUPPORTED_TYPE);
    }

    private static String sentence(RefusalReason reason) {
        return switch (reason) {
            case EMPTY_FILE -> "The file has no bytes; upload it again from its source.";
            case NO_TEXT ->
                    "No text was found: probably a scan without a text layer, which needs text"
                            + " recognition first.";
            case ENCRYPTED -> "The file needs a password; upload it without one.";
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
