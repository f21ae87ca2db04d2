package org.carrel.models.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that compute the parts of one task together with the thread that asks.
 *
 * <p>A layer has a handful of tasks of some microseconds each, too short for a pool: so helpers
 * look for the next task for a while before they sleep. Parts are taken one by one; a helper that
 * the system let wait takes fewer, and none when it never woke.
 */
final class Team implements AutoCloseable {

    /** Looks for about 50 microseconds, longer than the steps between two tasks of a layer. */
    private static final int LOOKS = 2_000;

    /** A part of a task. */
    interface Work {
        /**
         * @param part from 0
         * @param worker which thread, from 0, for its own scratch memory
         */
        void run(int part, int worker);
    }

    private final List<Thread> helpers = new ArrayList<>();
    private volatile Task current = new Task(0, (part, worker) -> {});
    private final AtomicInteger asleep = new AtomicInteger();
    private volatile boolean closed;

    Team(int threads) {
        for (int worker = 1; worker < threads; worker++) {
            int number = worker;
            helpers.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("carrel-language-model-" + worker)
                            .start(() -> help(number)));
        }
    }

    int size() {
        return helpers.size() + 1;
    }

    /** Runs all parts and returns when they are done. For one caller at a time. */
    void run(int parts, Work work) {
        Task task = new Task(parts, work);
        if (parts > 1 && !helpers.isEmpty()) {
            current = task;
            if (asleep.get() > 0) {
                helpers.forEach(LockSupport::unpark);
            }
        }
        task.work(0);
        for (int i = 1; task.done.get() < parts; i++) {
            if (i % LOOKS == 0) {
                Thread.yield(); // A helper has a part and no core.
            } else {
                Thread.onSpinWait();
            }
        }
        task.rethrow();
    }

    private void help(int worker) {
        Task seen = current;
        while (!closed) {
            Task next = current;
            for (int i = 0; next == seen && i < LOOKS; i++) {
                Thread.onSpinWait();
                next = current;
            }
            if (next == seen) {
                asleep.incrementAndGet();
                if (current == seen && !closed) {
                    LockSupport.park(this);
                }
                asleep.decrementAndGet();
            } else {
                seen = next;
                next.work(worker);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        helpers.forEach(LockSupport::unpark);
    }

    private static final class Task {

        private final int parts;
        private final Work work;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        private Task(int parts, Work work) {
            this.parts = parts;
            this.work = work;
        }

        private void work(int worker) {
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                try {
                    work.run(part, worker);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    done.incrementAndGet();
                }
            }
        }

        private void rethrow() {
            switch (failure.get()) {
                case null -> {}
                case Error error -> throw error;
                case Throwable other ->
                        throw new IllegalStateException("a part of the model failed", other);
            }
        }
    }
}
