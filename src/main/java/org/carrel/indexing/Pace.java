package org.carrel.indexing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast a job goes, by the documents that ended in the last minutes, and how long the rest will
 * take at that.
 *
 * @param perMinute documents a minute, to a tenth
 * @param secondsLeft null while that cannot be told
 */
record Pace(double perMinute, @Nullable Long secondsLeft) {

    /** Long enough that one large document does not make the estimate jump. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    static final Pace UNKNOWN = new Pace(0, null);

    /** Fewer say nothing about the next. */
    private static final int LEAST_ENDED = 3;

    private static final Duration LEAST_TIME = Duration.ofSeconds(5);

    /** From when on documents that ended count. */
    static Instant since(Instant started, Instant now) {
        Instant window = now.minus(WINDOW);
        return started.isAfter(window) ? started : window;
    }

    /**
     * @param ended documents that ended since {@link #since}
     * @param left documents that have not ended
     */
    static Pace of(long ended, Duration time, long left) {
        if (ended < LEAST_ENDED || time.compareTo(LEAST_TIME) < 0) {
            return UNKNOWN;
        }
        double perSecond = ended * 1000.0 / time.toMillis();
        double perMinute = Math.round(perSecond * 600) / 10.0;
        return new Pace(perMinute, left == 0 ? Long.valueOf(0) : rounded(left / perSecond));
    }

    /** In steps that grow with it, so that what a person reads stands still for a while. */
    private static Long rounded(double seconds) {
        long step = seconds < 60 ? 5 : seconds < 600 ? 15 : seconds < 3600 ? 60 : 300;
        return Math.max(step, Math.round(seconds / step) * step);
    }
}
