package org.carrel.models;

import java.time.Duration;

/** Too many generations are waiting; try again later. */
public final class QueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param waiting how many wait
     * @param retryAfter when there is likely to be room
     */
    public QueueFullException(int waiting, Duration retryAfter) {
        super("the model queue is full: " + waiting + " generations are waiting");
        this.retryAfter = retryAfter;
    }

    /** When there is likely to be room, judged by how long the last ones took; whole seconds. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
