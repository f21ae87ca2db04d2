package org.carrel.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.carrel.problem.Problems;

/**
 * Calls that each of many may make: a bucket each, that refills steadily. Kept in memory, so that
 * each replica counts for itself, and only for those who called lately.
 */
final class Allowances {

    private static final long MOST_KEPT = 100_000;
    private static final Duration RECORDED_EVERY = Duration.ofMinutes(1);

    private final int burst;
    private final int rate;
    private final Cache<String, Allowance> kept;

    /**
     * @param burst calls at once
     * @param rate calls a second in the long run
     */
    Allowances(int burst, int rate) {
        this.burst = burst;
        this.rate = rate;
        this.kept =
                Caffeine.newBuilder()
                        .maximumSize(MOST_KEPT)
                        // By then it would be full again.
                        .expireAfterAccess(Duration.ofSeconds(1L + burst / rate))
                        .build();
    }

    private record Allowance(Bucket bucket, AtomicLong lastRecorded) {}

    /**
     * Takes a call from somebody's allowance.
     *
     * @param record called for the first refusal of a minute
     * @throws org.carrel.problem.ProblemException too-many-requests when it is spent
     */
    void take(String whose, Runnable record) {
        Allowance allowance = kept.get(whose, _ -> full());
        ConsumptionProbe probe = allowance.bucket().tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return;
        }
        long now = System.nanoTime();
        long last = allowance.lastRecorded().get();
        if (now - last >= RECORDED_EVERY.toNanos()
                && allowance.lastRecorded().compareAndSet(last, now)) {
            record.run();
        }
        throw Problems.tooMany(
                "Wait for the time that Retry-After names.",
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Allowance full() {
        Bucket bucket =
                Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(burst).refillGreedy(rate, Duration.ofSeconds(1)))
                        .build();
        return new Allowance(bucket, new AtomicLong(System.nanoTime() - RECORDED_EVERY.toNanos()));
    }
}
