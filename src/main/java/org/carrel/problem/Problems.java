package org.carrel.problem;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.carrel.problem.ProblemException.Category;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The problems that features raise. Their names are part of the API and do not change. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

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

    /**
     * One field of the request is wrong.
     *
     * @param field as the request names it, never what is in it
     */
    public static ProblemException invalid(String field, String detail) {
        return of("invalid-request", "The request cannot be used", 400, detail, field);
    }

    /** One field of the request asks for what is not done here. */
    public static ProblemException unsupported(String field, String detail) {
        return of("unsupported", "Not supported", 400, detail, field);
    }

    /** No model of that name can be used by this call. */
    public static ProblemException unknownModel(String detail) {
        return of("unknown-model", "Unknown model", 404, detail, "model");
    }

    /** More text than a model reads. */
    public static ProblemException contextTooLong(String field, String detail) {
        return of("context-too-long", "Too long for the model", 400, detail, field);
    }

    /** What the operator has not switched on. */
    public static ProblemException switchedOff(String detail) {
        return user("switched-off", "Switched off here", 403, detail);
    }

    /** The caller's roles do not allow it. */
    public static ProblemException forbidden(String detail) {
        return user("forbidden", "Not allowed", 403, detail);
    }

    /** Something of a patient is asked for, and nobody said what for. */
    public static ProblemException purposeRequired() {
        return user(
                "purpose-required",
                "A purpose of use is required",
                403,
                "A patient's record is opened for a stated purpose: send the header"
                        + " Purpose-Of-Use, such as TREAT.");
    }

    /** The right to read came to an end while it was read. */
    public static ProblemException revoked() {
        return user(
                "access-ended", "Access has ended", 403, "You may no longer read what this shows.");
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
                "busy", "Busy", 429, Category.INSUFFICIENT_RESOURCES, detail, later(retryAfter));
    }

    /** Too much waits already; the same call can succeed later. */
    public static ProblemException full(String detail, Duration retryAfter) {
        return new ProblemException(
                "busy", "Busy", 503, Category.INSUFFICIENT_RESOURCES, detail, later(retryAfter));
    }

    /** The disk is nearly full; the same call can succeed once there is room. */
    public static ProblemException noRoom(String detail, Duration retryAfter) {
        return new ProblemException(
                "insufficient-storage",
                "Not enough room",
                503,
                Category.INSUFFICIENT_RESOURCES,
                detail,
                later(retryAfter));
    }

    /** A part that the request needs is not installed or does not answer. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(
                "unavailable", "Not available now", 503, Category.EXTERNAL, detail, Map.of());
    }

    /** More calls than one caller or address may make. */
    public static ProblemException tooMany(String detail, Duration retryAfter) {
        return new ProblemException(
                "too-many-requests",
                "Too many calls",
                429,
                Category.USER,
                detail,
                later(retryAfter));
    }

    /**
     * The token does not allow this call to a system (RFC 6750, section 3.1).
     *
     * @param scope that it would take; empty when none would do
     */
    public static ProblemException insufficientScope(String scope) {
        String wanted = scope.isEmpty() ? "" : ", scope=\"" + scope + "\"";
        return new ProblemException(
                "insufficient-scope",
                "Not in the token's scope",
                403,
                Category.USER,
                "The token's scope does not hold what this call takes.",
                challenge("insufficient_scope", wanted));
    }

    /** The server has ended the session; signing in anew begins another. */
    public static ProblemException sessionEnded(String detail) {
        return new ProblemException(
                "session-ended",
                "The session has ended",
                401,
                Category.USER,
                detail,
                challenge("invalid_token", ""));
    }

    /**
     * This call takes a sign-in that is fresher or stronger than the token's (RFC 9470, section 3).
     *
     * @param acr names of levels that would do, separated by spaces; may be empty
     */
    public static ProblemException stepUpRequired(Duration maxAge, String acr) {
        String level = acr.isEmpty() ? "" : ", acr_values=\"" + acr + "\"";
        return new ProblemException(
                "step-up-required",
                "Sign in again for this",
                401,
                Category.USER,
                "This call takes a fresh sign-in.",
                challenge(
                        "insufficient_user_authentication",
                        level + ", max_age=\"" + maxAge.toSeconds() + "\""));
    }

    /** A fault of Carrel's own. */
    public static ProblemException internal(String detail) {
        return new ProblemException(
                "internal", "Something went wrong", 500, Category.INTERNAL, detail, Map.of());
    }

    /**
     * What a caller is told of work that failed on another thread: the problem it ended with; of
     * anything else, whose cause goes to the log, that it could not be finished.
     *
     * @param what the kind of work, such as {@code answer}
     */
    public static ProblemException unfinished(String what, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof ProblemException known) {
            return known;
        }
        LOG.errorf(failure, "the %s could not be finished", what);
        return internal("The " + what + " could not be finished.");
    }

    private static Map<String, String> later(Duration wait) {
        return Map.of(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    }

    private static Map<String, String> challenge(String error, String more) {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"" + error + "\"" + more);
    }

    private static ProblemException of(
            String name, String title, int status, String detail, String field) {
        return new ProblemException(name, title, status, Category.USER, detail, Map.of(), field);
    }

    private static ProblemException user(String name, String title, int status, String detail) {
        return new ProblemException(name, title, status, Category.USER, detail, Map.of());
    }
}
