package org.carrel.ingest.child;

import java.util.Locale;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.exception.ZeroByteFileException;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.jspecify.annotations.Nullable;

/** From what a reader threw to a reason that a person can act on. */
final class Causes {

    /** Deeper causes are not looked at: a chain may be made to have no end. */
    private static final int MAX_CHAIN = 50;

    private Causes() {}

    /** The first known reason along the causes; a damaged file when there is none. */
    static RefusalReason of(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MAX_CHAIN; i++) {
            RefusalReason known = known(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return RefusalReason.CORRUPT;
    }

    private static @Nullable RefusalReason known(Throwable cause) {
        return switch (cause) {
            case RefusedException refused -> refused.reason();
            case StackOverflowError overflow -> RefusalReason.TOO_COMPLEX;
            case OutOfMemoryError memory -> RefusalReason.OUT_OF_MEMORY;
            case EncryptedDocumentException encrypted -> RefusalReason.ENCRYPTED;
            case WriteLimitReachedException limit -> RefusalReason.TOO_LARGE;
            case UnsupportedFormatException format -> RefusalReason.UNSUPPORTED_TYPE;
            case ZeroByteFileException empty -> RefusalReason.EMPTY_FILE;
            default -> byName(cause);
        };
    }

    /** Exceptions of the libraries behind Tika, which this module does not name otherwise. */
    private static @Nullable RefusalReason byName(Throwable cause) {
        String type = cause.getClass().getSimpleName();
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return switch (type) {
            case "InvalidPasswordException", "EncryptedDocumentException" ->
                    RefusalReason.ENCRYPTED;
            case "UnsupportedZipFeatureException" ->
                    message.contains("encryption") ? RefusalReason.ENCRYPTED : null;
            case "TikaMemoryLimitException", "MemoryLimitException" -> RefusalReason.OUT_OF_MEMORY;
            // The second is the JDK's XML parser, on entities that multiply.
            default ->
                    message.contains("zip bomb") || message.contains("entity expansions")
                            ? RefusalReason.EXPANSION
                            : null;
        };
    }
}
