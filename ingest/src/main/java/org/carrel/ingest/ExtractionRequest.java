package org.carrel.ingest;

import java.nio.file.Path;
import org.carrel.ingest.transcript.Transcript.Progress;
import org.jspecify.annotations.Nullable;

/**
 * One file to extract.
 *
 * @param plainFile its bytes; read, never changed
 * @param name as uploaded; only for telling types apart
 * @param password that a person gave for this file
 * @param attachmentFolder an empty folder for the files within the file, on the way of no other;
 *     the caller makes and clears it, whatever the outcome
 * @param progress told of stages, in the thread that waits for the outcome
 */
public record ExtractionRequest(
        Path plainFile,
        String name,
        @Nullable String password,
        Path attachmentFolder,
        Progress progress) {

    private static final int MAX_PASSWORD = 1_000;

    public ExtractionRequest {
        if (password != null && password.length() > MAX_PASSWORD) {
            throw new IllegalArgumentException("the password is longer than " + MAX_PASSWORD);
        }
    }

    /** The password is left out. */
    @Override
    public String toString() {
        return "ExtractionRequest[" + name + "]";
    }
}
