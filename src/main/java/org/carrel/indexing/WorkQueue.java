package org.carrel.indexing;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.carrel.document.Superseded;

/**
 * The durable queue: db-scheduler over a table of the same database. What is added takes part in
 * the caller's transaction, since the connection is the transaction's; so a document and its work
 * are committed together or not at all (docs/adr/0009).
 */
@ApplicationScoped
class WorkQueue {

    /** After the documents' key is loaded. */
    static final int PRIORITY = 500;

    static final TaskDescriptor<Void> INGEST = TaskDescriptor.of("ingest");
    static final TaskDescriptor<Void> REINDEX = TaskDescriptor.of("reindex");
    static final TaskDescriptor<Void> HISTORY = TaskDescriptor.of("history");
    static final TaskDescriptor<Void> RELOCATION = TaskDescriptor.of("relocation");

    private static final int MISSED_HEARTBEATS = 4;

    /** Priorities of a job's first document, and of all from its thirty-thousandth on. */
    private static final int FIRST = 30_000;

    private static final int LAST = 1;

    /** Does a task's work, or sets its document aside. */
    interface Work {
        void run(String instance) throws Exception;

        /** After the last failure. */
        void giveUp(String instance);

        /** After a failure that is not the last. */
        default void wait(String instance) {}
    }

    private final Scheduler scheduler;
    private final IndexingConfig config;

    @Inject
    WorkQueue(
            DataSource database,
            IndexingConfig config,
            Ingest ingest,
            Reindex reindex,
            History history,
            Relocation relocation) {
        this(database, config, (Work) ingest, reindex, history, relocation);
    }

    WorkQueue(
            DataSource database,
            IndexingConfig config,
            Work ingest,
            Work reindex,
            Work history,
            Work relocation) {
        this.config = config;
        this.scheduler =
                Scheduler.create(
                                database,
                                List.of(
                                        task(INGEST, ingest),
                                        task(REINDEX, reindex),
                                        task(HISTORY, history),
                                        task(RELOCATION, relocation)))
                        .threads(config.workers())
                        .enablePriority()
                        .pollUsingLockAndFetch(0.5, 1.0)
                        .pollingInterval(config.pollingInterval())
                        .heartbeatInterval(config.heartbeatInterval())
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(config.shutdownWait())
                        .schedulerName(new SchedulerName.Fixed("carrel-" + UUID.randomUUID()))
                        .failureLogging(LogLevel.WARN, true)
                        .build();
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        scheduler.start();
    }

    void stop(@Observes ShutdownEvent event) {
        scheduler.stop();
    }

    /**
     * @param ahead documents of the same job that wait already: jobs take turns, so that a letter
     *     does not wait for an archive
     */
    void add(Run run, long ahead) {
        int priority = (int) Math.max(LAST, FIRST - ahead);
        scheduler.schedule(
                INGEST.instance(run.taskName()).priority(priority).build(), Instant.now());
    }

    void addReindex(UUID document) {
        TaskInstance<Void> task = REINDEX.instance(document.toString()).build();
        scheduler.scheduleIfNotExists(task, Instant.now());
    }

    /** To be found by searches over all versions. */
    void addSuperseded(Superseded version) {
        TaskInstance<Void> task = HISTORY.instance(History.taskName(version)).build();
        scheduler.scheduleIfNotExists(task, Instant.now());
    }

    /** To be out of the index of a collection that it left. */
    void addRelocation(UUID document, UUID left) {
        TaskInstance<Void> task = RELOCATION.instance(Relocation.taskName(document, left)).build();
        scheduler.scheduleIfNotExists(task, Instant.now());
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobChanged change) {
        scheduler.triggerCheckForDueExecutions();
    }

    private CustomTask<Void> task(TaskDescriptor<Void> name, Work work) {
        return Tasks.custom(name)
                .onDeadExecutionRevive()
                .onFailure(
                        new FailureHandler.ExponentialBackoffFailureHandler<>(
                                config.retryDelay(), 2))
                .execute((task, context) -> execute(work, task.getId(), context));
    }

    private CompletionHandler<Void> execute(Work work, String instance, ExecutionContext context) {
        try {
            work.run(instance);
        } catch (Exception e) {
            if (context.getSchedulerState().isShuttingDown()) {
                // Not the document's failure: the next server begins anew.
                return (done, task) -> task.reschedule(done, Instant.now());
            }
            int failures = context.getExecution().consecutiveFailures + 1;
            if (failures < config.maxFailures()) {
                work.wait(instance);
                throw new WorkFailedException(instance, e);
            }
            work.giveUp(instance);
        }
        return new CompletionHandler.OnCompleteRemove<>();
    }
}
