package org.carrel.problem;

import java.time.Duration;
import org.carrel.problem.ProblemException.Category;

/** The problems that features raise. Their names are part of the API and do not change. */
public final class Problems {

    private Problems() {}

    /**
     * Not there, or not to be seen by this caller: the two cannot be told apart.
     *
     * @param what the kind of thing, such as {@code document}
     */
    public static ProblemException notFound(String what) {
        return user("not-found", "Not found", 404, "There is no such " + what + " for you.");
    }

    /** The request itself is wrong; {@code detail} says what to change. */
    public static ProblemException invalid(String detail) {
        return user("invalid-request", "The request cannot be used", 400, detail);
    }

    /** The caller's roles do not allow it. */
    public static ProblemException forbidden(String detail) {
        return user("forbidden", "Not allowed", 403, detail);
    }

    /** Clashes with what is there. */
    public static ProblemException conflict(String detail) {
        return user("conflict", "Conflict", 409, detail);
    }

    /** A condition that the caller set, such as If-Match, does not hold. */
    public static ProblemException preconditionFailed(String detail) {
        return user("precondition-failed", "Changed meanwhile", 412, detail);
    }

    /** A limit on size was passed. */
    public static ProblemException tooLarge(String detail) {
        return user("too-large", "Too large", 413, detail);
    }

    /** A queue is full; the same call can succeed later. */
    public static ProblemException busy(String detail, Duration retryAfter) {
        return new ProblemException(
                "busy", "Busy", 429, Category.INSUFFICIENT_RESOURCES, detail, retryAfter);
    }

    /** Too much waits already; the same call can succeed later. */
    public static ProblemException full(String detail, Duration retryAfter) {
        return new ProblemException(
                "busy", "Busy", 503, Category.INSUFFICIENT_RESOURCES, detail, retryAfter);
    }

    /** The disk is nearly full; the same call can succeed once there is room. */
    public static ProblemException noRoom(String detail, Duration retryAfter) {
        return new ProblemException(
                "insufficient-storage",
                "Not enough room",
                503,
                Category.INSUFFICIENT_RESOURCES,
                detail,
                retryAfter);
    }

    /** A part that the request needs is not installed or does not answer. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(
                "unavailable", "Not available now", 503, Category.EXTERNAL, detail, null);
    }

    /** A fault of Carrel's own. */
    public static ProblemException internal(String detail) {
        return new ProblemException(
                "internal", "Something went wrong", 500, Category.INTERNAL, detail, null);
    }

    private static ProblemException user(String name, String title, int status, String detail) {
        return new ProblemException(name, title, status, Category.USER, detail, null);
    }
}
