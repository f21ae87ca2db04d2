package org.carrel.model;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import java.time.Duration;
import java.util.UUID;
import org.carrel.models.child.ModelPrograms;

/** Writes down how far work is, once a second, and learns whether it is still wanted. */
final class Telling implements ModelPrograms.Listener {

    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    private final WorkBoard board;
    private final UUID work;
    private final ExecutionContext context;
    private String stage = "begin";
    private long done;
    private long total;
    private long told;
    private boolean unwanted;

    Telling(WorkBoard board, UUID work, ExecutionContext context) {
        this.board = board;
        this.work = work;
        this.context = context;
        this.told = System.nanoTime();
    }

    @Override
    public void at(String newStage, long newDone, long newTotal) {
        stage = newStage;
        done = newDone;
        total = newTotal;
    }

    @Override
    public boolean stopped() {
        long now = System.nanoTime();
        if (!unwanted && now - told > EVERY) {
            told = now;
            unwanted = !board.progress(work, stage, done, total);
        }
        return unwanted || context.getSchedulerState().isShuttingDown();
    }
}
