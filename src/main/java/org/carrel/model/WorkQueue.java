package org.carrel.model;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.carrel.models.child.ModelPrograms;
import org.jboss.logging.Logger;

/**
 * Does the work on models, one after the other: both kinds take the whole machine. It is kept in a
 * table of db-scheduler's (docs/adr/0009), so work that a server was killed over is begun anew; in
 * one of its own, since the other queue would take what it cannot do.
 */
@ApplicationScoped
class WorkQueue {

    static final int PRIORITY = 700;

    private static final Logger LOG = Logger.getLogger(WorkQueue.class);
    private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("model");
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;

    private final Scheduler scheduler;
    private final Instance<WorkBoard> board;
    private final List<ModelTask> tasks;
    private final ModelPrograms programs;

    // The board enters what this queue does, so it is found when it is needed.
    WorkQueue(
            DataSource database,
            Instance<WorkBoard> board,
            @All List<ModelTask> tasks,
            ModelPrograms programs) {
        this.board = board;
        this.programs = programs;
        this.tasks = tasks;
        this.scheduler =
                Scheduler.create(
                                database,
                                Tasks.oneTime(TASK)
                                        .onDeadExecutionRevive()
                                        .onFailure(new OnFailureRetryLater<>(AGAIN))
                                        .execute((task, context) ->
                                                execute(UUID.fromString(task.getId()), context)))
                        .tableName("model_task")
                        .threads(1)
                        .pollingInterval(POLL)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(Duration.ofSeconds(5))
                        .schedulerName(
                                new SchedulerName.Fixed("carrel-models-" + UUID.randomUUID()))
                        .build();
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        try {
            programs.clear();
        } catch (IOException e) {
            LOG.warnf(e, "what programs of models have left cannot be removed");
        }
        scheduler.start();
    }

    void stop(@Observes ShutdownEvent event) {
        scheduler.stop();
    }

    /** In the caller's transaction. */
    void add(UUID work) {
        scheduler.schedule(TASK.instance(work.toString()).build(), Instant.now());
    }

    private void execute(UUID id, ExecutionContext context) {
        WorkEntity work = board.get().begin(id).orElse(null);
        if (work == null) {
            return;
        }
        try {
            var order =
                    new ModelTask.Order(
                            id, work.model, work.source, work.base, work.reason, work.orderedBy);
            var telling = new Telling(board.get(), id, context);
            board.get().succeed(id, task(work.kind).run(order, telling));
        } catch (CancellationException e) {
            if (context.getSchedulerState().isShuttingDown()) {
                // Begun anew by the next server.
                throw e;
            }
        } catch (WorkRefusedException e) {
            board.get().fail(id, String.valueOf(e.getMessage()));
        } catch (Exception e) {
            LOG.errorf(e, "work %s on model %s failed", id, work.model);
            board.get().fail(id, "An error of Carrel's own; the server's log has it.");
        }
    }

    private ModelTask task(String kind) {
        return tasks.stream().filter(each -> each.kind().equals(kind)).findFirst().orElseThrow();
    }
}
