package org.carrel.models;

/** Too many generations are waiting; try again later. */
public final class QueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public QueueFullException(int waiting) {
        super("the model queue is full: " + waiting + " generations are waiting");
    }
}
