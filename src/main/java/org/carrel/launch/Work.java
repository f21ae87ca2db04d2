package org.carrel.launch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Steps that run side by side. The first that fails ends the wait for all; closing interrupts
/// those that still run and waits until they are gone.
final class Work implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    <T> CompletableFuture<T> call(Supplier<T> step) {
        CompletableFuture<T> future = CompletableFuture.supplyAsync(step, threads);
        return future.whenComplete((value, failure) -> {
            if (failure != null) {
                failed.completeExceptionally(failure);
            }
        });
    }

    CompletableFuture<Void> run(Runnable step) {
        return call(
                        () -> {
                            step.run();
                            return true;
                        })
                .thenAccept(done -> {});
    }

    /// The step's outcome, or the failure of whichever step failed first.
    <T> T await(CompletableFuture<T> step) {
        try {
            CompletableFuture.anyOf(step, failed).get();
            return step.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted");
        } catch (ExecutionException | CompletionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(Exception wrapped) {
        Throwable cause = wrapped.getCause();
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("a step failed", cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
