package org.carrel.models.runtime;

import java.nio.file.Path;

/**
 * How much of the machine the models may take.
 *
 * @param workFolder where native libraries are unpacked; exists and is writable. No text is written
 *     to it
 * @param languageThreads threads that the language model computes with, at least 1. Jlama has one
 *     pool a JVM, so the first model that is opened decides
 * @param embeddingThreads passages embedded at a time, at least 1
 * @param maxWaiting generations that may wait behind the running one, at least 1
 */
public record RuntimeSettings(
        Path workFolder, int languageThreads, int embeddingThreads, int maxWaiting) {

    /** Generations that may wait unless set otherwise. */
    public static final int DEFAULT_MAX_WAITING = 8;

    public RuntimeSettings {
        int cores = Runtime.getRuntime().availableProcessors();
        if (languageThreads < 1 || languageThreads > cores) {
            throw new IllegalArgumentException(
                    "languageThreads must be between 1 and " + cores + ": " + languageThreads);
        }
        if (embeddingThreads < 1) {
            throw new IllegalArgumentException(
                    "embeddingThreads must be at least 1: " + embeddingThreads);
        }
        if (maxWaiting < 1) {
            throw new IllegalArgumentException("maxWaiting must be at least 1: " + maxWaiting);
        }
    }

    /** All cores for either kind of model and {@link #DEFAULT_MAX_WAITING} waiting. */
    public static RuntimeSettings defaults(Path workFolder) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new RuntimeSettings(workFolder, cores, cores, DEFAULT_MAX_WAITING);
    }
}
