package org.carrel.intake;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.InboxAccess;
import org.carrel.access.WritableCollection;
import org.carrel.document.Uploads;
import org.carrel.indexing.Jobs;
import org.carrel.problem.ProblemException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Empties the watched folder. A file is taken once two looks found it unchanged, and removed once
 * its encrypted copy and its job are durable; killed in between, the next look finds bytes that are
 * known already. Used by one thread at a time.
 */
@ApplicationScoped
class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    /** Files looked at in one folder at a time. */
    private static final int MOST_FILES = 10_000;

    private static final long MEGABYTE = 1024 * 1024;

    private final InboxAccess access;
    private final Uploads uploads;
    private final Jobs jobs;
    private final Room room;
    private final Path folder;
    private final Path work;
    private final long maxFile;

    /** How the files looked at the last look. */
    private Map<Path, InboxFile> seen = new HashMap<>();

    Inbox(
            InboxAccess access,
            Uploads uploads,
            Jobs jobs,
            Room room,
            InboxConfig config,
            IntakeConfig intake,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxFile) {
        this.access = access;
        this.uploads = uploads;
        this.jobs = jobs;
        this.room = room;
        this.folder = config.folder();
        this.work = intake.workFolder();
        this.maxFile = maxFile.asLongValue();
    }

    /** Takes what has been quiet since the last look. */
    void look() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        Map<Path, InboxFile> now = new HashMap<>();
        for (InboxFolder each : InboxFolder.in(folder)) {
            try {
                look(each, now);
            } catch (IOException | RuntimeException e) {
                // The names may be a patient's; the kind of failure is enough to go by.
                LOG.warnf("a watched folder cannot be emptied: %s", e.getClass().getSimpleName());
                tell(each, "Carrel cannot read this folder or what is in it. Its log has more.");
            }
        }
        seen = now;
    }

    private static void tell(InboxFolder each, String status) {
        try {
            each.tell(status);
        } catch (IOException e) {
            LOG.debugf("no status in a watched folder: %s", e.getClass().getSimpleName());
        }
    }

    private void look(InboxFolder from, Map<Path, InboxFile> now) throws IOException {
        List<WritableCollection> named = access.named(from.name());
        if (named.size() != 1) {
            from.tell(
                    named.isEmpty()
                            ? "There is no collection of this folder's name, so nothing is taken."
                            : "Several collections have this folder's name, so nothing is taken.");
            return;
        }
        Burst burst = new Burst(named.getFirst(), from);
        for (InboxFile file : from.files(MOST_FILES)) {
            Path key = from.path().resolve(file.path());
            if (!file.equals(seen.get(key))) {
                now.put(key, file);
                burst.waiting++;
            } else if (!burst.take(file)) {
                now.put(key, file);
            }
        }
        burst.end();
    }

    /** What one look takes from one folder. */
    private final class Burst {

        private final WritableCollection into;
        private final InboxFolder from;
        private @Nullable UUID job;
        private int waiting;
        private int unreadable;
        private @Nullable String held;

        Burst(WritableCollection into, InboxFolder from) {
            this.into = into;
            this.from = from;
        }

        /** Whether the file is gone from the folder. */
        boolean take(InboxFile file) throws IOException {
            if (file.size() > maxFile) {
                from.refuse(
                        file.path(),
                        "TOO_LARGE: a file may have %d MB at most.".formatted(maxFile / MEGABYTE));
                return true;
            }
            if (held != null) {
                waiting++;
                return false;
            }
            try {
                room.require(file.size());
                return receive(file);
            } catch (ProblemException full) {
                held = full.getMessage();
                waiting++;
                return false;
            } catch (NoSuchFileException gone) {
                return true;
            } catch (AccessDeniedException closed) {
                unreadable++;
                return false;
            }
        }

        private boolean receive(InboxFile file) throws IOException {
            Path plain = work.resolve("inbox-" + UUID.randomUUID());
            try {
                Files.createFile(
                        plain,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                from.copy(file.path(), plain);
                if (!file.equals(from.look(file.path()))) {
                    waiting++;
                    return false;
                }
                uploads.receive(into, plain, file.path().toString(), job());
                from.delete(file.path());
                return true;
            } finally {
                Files.deleteIfExists(plain);
            }
        }

        private UUID job() {
            UUID mine = job;
            if (mine == null) {
                mine = jobs.leftOpen(into).orElseGet(() -> jobs.open(into));
                job = mine;
            }
            return mine;
        }

        /** The job stays open while more is to come. */
        void end() throws IOException {
            if (waiting == 0 && job == null) {
                jobs.leftOpen(into).ifPresent(jobs::close);
            }
            from.tell(status());
        }

        private String status() {
            if (held != null) {
                return "Waiting: " + held;
            }
            if (unreadable > 0) {
                return "Carrel may not read or remove %d of these files.".formatted(unreadable);
            }
            return waiting > 0
                    ? "Watched. Files that were just written are taken shortly."
                    : "Watched. Files that are put here are taken and removed.";
        }
    }
}
