package org.carrel.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion under way.
 *
 * @param cancel stops its writing
 * @param watch to be called now and then; throws when the caller may no longer read it
 * @param require to be called before the whole is shown; throws likewise
 */
record Chat(Head head, Hearing hearing, Runnable cancel, Runnable watch, Runnable require) {

    private static final int FINGERPRINT = 12;

    /** How often it is looked at whether the caller still waits and may still read. */
    static final Duration LOOK = Duration.ofMillis(100);

    /**
     * What stands in each part of the answer.
     *
     * @param created seconds since 1970
     * @param fingerprint tells when another model took over; null where none is known beforehand
     */
    record Head(
            String id, long created, String model, @Nullable String fingerprint, boolean grounded) {

        static Head of(UUID id, String model, @Nullable String sha256, boolean grounded) {
            return new Head(
                    "chatcmpl-" + id,
                    Instant.now().getEpochSecond(),
                    model,
                    sha256 == null ? null : sha256.substring(0, FINGERPRINT),
                    grounded);
        }
    }

    /**
     * Waits for the whole.
     *
     * @param isGone whether the caller waits no more
     * @throws ProblemException unavailable when it takes longer, or for nobody; then it is
     *     cancelled
     */
    Hearing.End whole(Duration patience, BooleanSupplier isGone) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            switch (hearing.next(LOOK)) {
                case null -> {
                    if (isGone.getAsBoolean() || System.nanoTime() - deadline >= 0) {
                        cancel.run();
                        throw Problems.unavailable("The answer took too long; stream it.");
                    }
                }
                case Hearing.Piece piece -> {}
                case Hearing.End end -> {
                    require.run();
                    return end;
                }
                case Hearing.Failure failure ->
                        throw Problems.unfinished("answer", failure.cause());
            }
        }
    }
}
