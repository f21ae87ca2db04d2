package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.carrel.compliance.note.SignedNote;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes ordered exports, one at a time a server. What a server leaves unfinished, killed or not, is
 * made anew from its beginning; nobody sees a file before it is whole.
 */
@ApplicationScoped
class ExportWorker {

    /** After the key of exports is there. */
    static final int PRIORITY = 600;

    private static final Logger LOG = Logger.getLogger(ExportWorker.class);
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);

    /** Nobody wants it any more, or the server stops. */
    private static final class BrokenOffException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final AgroalDataSource database;
    private final AuditReader reader;
    private final Exports exports;
    private final ExportJobs jobs;
    private final ExportFiles files;
    private final ExportConfig config;
    private final Semaphore ordered = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    ExportWorker(
            AgroalDataSource database,
            AuditReader reader,
            Exports exports,
            ExportJobs jobs,
            ExportFiles files,
            ExportConfig config) {
        this.database = database;
        this.reader = reader;
        this.exports = exports;
        this.jobs = jobs;
        this.files = files;
        this.config = config;
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        thread = Thread.ofPlatform().daemon().name("audit-exports").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        Thread started = thread;
        if (started != null) {
            started.join();
        }
    }

    /** Something was ordered. */
    void wake() {
        ordered.release();
    }

    private void run() {
        try {
            while (!stopping) {
                boolean _ =
                        ordered.tryAcquire(config.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
                ordered.drainPermits();
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            while (!stopping && makeNext()) {
                // Until nothing is left to do.
            }
            expire();
        } catch (SQLException e) {
            LOG.warnf("exports of the audit log wait: SQL state %s", e.getSQLState());
        } catch (IOException | RuntimeException e) {
            LOG.warnf("exports of the audit log wait: %s", e.getClass().getSimpleName());
        }
    }

    /**
     * Makes the next export that nobody works on.
     *
     * @return whether there was one
     * @throws SQLException if the database does not answer; it is then made later
     */
    boolean makeNext() throws SQLException, IOException {
        try (Connection turn = database.getConnection();
                Undo _ = Undo.begin(turn)) {
            ExportRow row = ExportRows.claim(turn);
            if (row == null) {
                return false;
            }
            make(row);
            return true;
        }
    }

    private void make(ExportRow row) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            if (!ExportRows.begin(connection, row.id())) {
                return;
            }
            String end = written(connection, row) ? ExportRow.SUCCEEDED : ExportRow.FAILED;
            if (!ExportRows.end(connection, row.id(), end)) {
                files.delete(row.id());
            }
        } catch (BrokenOffException e) {
            if (!stopping) {
                files.delete(row.id());
            }
        }
    }

    private boolean written(Connection connection, ExportRow row) throws SQLException {
        SignedNote checkpoint = reader.checkpoint(row.size());
        if (checkpoint == null) {
            return false;
        }
        try {
            ExportOrder order = jobs.wish(row).order();
            Exports.Progress progress = telling(connection, row.id());
            files.write(row.id(), out -> exports.write(checkpoint, order, out, progress));
            return true;
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException gone) {
                throw gone;
            }
            LOG.errorf("an export of the audit log could not be written: %s", e.getMessage());
            return false;
        }
    }

    private Exports.Progress telling(Connection connection, UUID id) {
        return new Exports.Progress() {
            private long told = System.nanoTime();

            @Override
            public void at(long sequence) {
                long now = System.nanoTime();
                if (stopping) {
                    throw new BrokenOffException();
                }
                if (now - told < TELL_EVERY.toNanos()) {
                    return;
                }
                told = now;
                try {
                    if (!ExportRows.reach(connection, id, sequence)) {
                        throw new BrokenOffException();
                    }
                } catch (SQLException e) {
                    throw AuditLog.unavailable(e);
                }
            }
        };
    }

    /** Removes what is too old, and files of which there is no row. */
    void expire() throws SQLException, IOException {
        Instant oldest = Instant.now().minus(config.kept());
        try (Connection connection = database.getConnection()) {
            for (ExportRow row : ExportRows.all(connection)) {
                Instant ended = row.endedAt();
                if (ended != null && ended.isBefore(oldest)) {
                    ExportRows.delete(connection, row.id());
                }
            }
            // Files first: whatever has no row by then had none when its file was seen.
            var there = files.all();
            var known =
                    ExportRows.all(connection).stream()
                            .map(ExportRow::id)
                            .collect(Collectors.toSet());
            for (UUID file : there) {
                if (!known.contains(file)) {
                    files.delete(file);
                }
            }
        }
    }
}
