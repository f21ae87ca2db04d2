package org.carrel.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The processes of one home. Each has a file in `run/` with its pid and the moment it began, so
/// that another launcher finds it, and never takes a later process with the same pid for it.
final class Children {
    private static final long LOG_LIMIT = 16L << 20;
    private static final String PID = ".pid";
    private static final int LOOK_MILLIS = 200;
    private static final Duration RUN_PATIENCE = Duration.ofSeconds(5);

    private final Home home;

    Children(Home home) {
        this.home = home;
    }

    /// Starts a process in a session of its own, its output appended to `logs/<name>.log`.
    ///
    /// In its own session Ctrl-C in the terminal reaches the launcher alone, which then stops the
    /// parts in order, and a detached part outlives the terminal.
    Process start(String name, Path folder, List<String> command, Map<String, String> extra) {
        List<String> detached = new ArrayList<>();
        detached.add("setsid");
        detached.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(detached).directory(folder.toFile());
        builder.environment().putAll(extra);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        try {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(openLog(name).toFile()));
            Process process = builder.start();
            register(name, process.pid());
            return process;
        } catch (IOException e) {
            throw new LaunchFailure("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /// Runs a short-lived process to its end, with a fresh log.
    ///
    /// @param look called several times a second while it runs, to show how far it is
    /// @return the exit status
    int run(
            String name,
            Path folder,
            List<String> command,
            Map<String, String> extra,
            Runnable look) {
        Process process = null;
        try {
            Files.deleteIfExists(log(name));
            process = start(name, folder, command, extra);
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                look.run();
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new LaunchFailure("cannot write to " + log(name), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted");
        } finally {
            if (process != null) {
                // However this ends, it leaves no process behind.
                end(process.toHandle(), RUN_PATIENCE);
                forget(name);
            }
        }
    }

    /// Writes down that a process belongs to this home.
    void register(String name, long pid) {
        try {
            Files.writeString(pidFile(name), identity(pid).orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + pidFile(name), e);
        }
    }

    /// The names of all processes that were written down and not forgotten.
    List<String> names() {
        try (Stream<Path> files = Files.list(home.run())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(PID))
                    .map(file -> file.substring(0, file.length() - PID.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.run(), e);
        }
    }

    /// The running process of that name, if there is one.
    Optional<ProcessHandle> running(String name) {
        try {
            if (!Files.exists(pidFile(name))) {
                return Optional.empty();
            }
            String recorded = Files.readString(pidFile(name)).strip();
            if (recorded.isEmpty()) {
                return Optional.empty();
            }
            long pid = Long.parseLong(recorded.split(" ", 2)[0]);
            return identity(pid).filter(recorded::equals).flatMap(id -> ProcessHandle.of(pid));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + pidFile(name), e);
        }
    }

    /// Asks the process to end (SIGTERM), waits, and ends it by force after the patience ran out.
    void stop(String name, Duration patience) {
        running(name).ifPresent(process -> end(process, patience));
        forget(name);
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(pidFile(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + pidFile(name), e);
        }
    }

    Path log(String name) {
        return home.logs().resolve(name + ".log");
    }

    private static void end(ProcessHandle process, Duration patience) {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        if (!ended(process, patience)) {
            process.destroyForcibly();
            ended(process, patience);
        }
    }

    /// Waits for a process to end; false if it still runs after the patience ran out.
    static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process failed", e);
        }
    }

    private Path openLog(String name) throws IOException {
        Path log = log(name);
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(
                    log, log.resolveSibling(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    private Path pidFile(String name) {
        return home.run().resolve(name + PID);
    }

    /// Pid, start in clock ticks since boot, and the boot's id: together they name one process.
    /// Empty if there is no such process, or it has ended and only waits to be reaped.
    private static Optional<String> identity(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // proc(5): field 2 is the name in parentheses, which may itself hold spaces.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (fields[0].equals("Z")) {
                return Optional.empty();
            }
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return Optional.of(pid + " " + fields[19] + " " + boot);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
