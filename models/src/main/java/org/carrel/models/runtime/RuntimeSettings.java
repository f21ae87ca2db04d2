package org.carrel.models.runtime;

import java.nio.file.Path;

/**
 * How much of the machine the models may take.
 *
 * @param workFolder where native libraries are unpacked; exists and is writable. No text is written
 *     to it
 * @param languageThreads threads that the language model computes with, at least 1
 * @param embeddingThreads passages embedded at a time, at least 1
 * @param maxWaiting generations that may wait behind the running one, at least 1
 * @param maxWaitingEach how many of them may be one user's, at least 1
 * @param prefixBytes memory for prompts that were read before; 0 keeps none
 * @param promptLookup whether tokens are guessed from the prompt, which changes the time alone
 */
public record RuntimeSettings(
        Path workFolder,
        int languageThreads,
        int embeddingThreads,
        int maxWaiting,
        int maxWaitingEach,
        long prefixBytes,
        boolean promptLookup) {

    /** Generations that may wait unless set otherwise. */
    public static final int DEFAULT_MAX_WAITING = 8;

    /** Some 2,900 positions of a model of 1.1 billion weights. */
    public static final long DEFAULT_PREFIX_BYTES = 128L << 20;

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
        if (maxWaitingEach < 1 || prefixBytes < 0) {
            throw new IllegalArgumentException(
                    "maxWaitingEach from 1, prefixBytes from 0: %d, %d"
                            .formatted(maxWaitingEach, prefixBytes));
        }
    }

    /** One user may take all of the queue; the rest as it is by default. */
    public RuntimeSettings(
            Path workFolder, int languageThreads, int embeddingThreads, int maxWaiting) {
        this(
                workFolder,
                languageThreads,
                embeddingThreads,
                maxWaiting,
                maxWaiting,
                DEFAULT_PREFIX_BYTES,
                true);
    }

    /** All cores for either kind of model and {@link #DEFAULT_MAX_WAITING} waiting. */
    public static RuntimeSettings defaults(Path workFolder) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new RuntimeSettings(workFolder, cores, cores, DEFAULT_MAX_WAITING);
    }
}
