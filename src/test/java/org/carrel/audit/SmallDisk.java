package org.carrel.audit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * A PostgreSQL whose data lie on a file system that is full at some 100 MB, so that the kernel
 * itself refuses to write. The file system is mounted where nobody but PostgreSQL sees it, by a
 * shell in namespaces of its own that does what it reads; all ends with the shell.
 */
final class SmallDisk implements Closeable {

    private static final List<String> NAMESPACES =
            List.of(
                    "unshare",
                    "--user",
                    "--map-root-user",
                    "--mount",
                    "--pid",
                    "--fork",
                    "--kill-child");

    // Without an identity within: PostgreSQL refuses to run as root.
    private static final String AS_NOBODY = "unshare --user ";

    private static final String DONE = "done: ";

    private final Path folder;
    private final Path binaries;
    private final int port;
    private final Process shell;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private SmallDisk(Path folder, Path binaries, int port) throws IOException {
        this.folder = folder;
        this.binaries = binaries;
        this.port = port;
        var command = new ArrayList<>(NAMESPACES);
        command.add("sh");
        shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        commands = shell.outputWriter(StandardCharsets.UTF_8);
        answers = shell.inputReader(StandardCharsets.UTF_8);
    }

    /** Whether this machine can mount a file system apart. */
    static boolean isPossible() throws InterruptedException {
        var command = new ArrayList<>(NAMESPACES);
        command.addAll(
                List.of("sh", "-c", "mount -t tmpfs -o size=1m none /mnt && unshare --user true"));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // The tool is not installed.
        }
    }

    /**
     * @param binaries the folder with PostgreSQL's programs
     */
    static SmallDisk start(Path binaries) throws IOException {
        Path folder = Files.createTempDirectory("carrel-small-disk");
        Files.createDirectory(folder.resolve("disk"));
        SmallDisk disk = new SmallDisk(folder, binaries, freePort());
        disk.run("mount -t tmpfs -o size=100m none " + folder.resolve("disk"));
        // Small segments of the write-ahead log, so that it soon needs a new one.
        disk.run(disk.program("initdb") + " -U postgres -A trust --wal-segsize=1 --no-sync");
        disk.startPostgres();
        return disk;
    }

    int port() {
        return port;
    }

    void startPostgres() throws IOException {
        String options =
                "-c listen_addresses=localhost -c unix_socket_directories="
                        + " -c min_wal_size=2MB -c max_wal_size=8MB -p "
                        + port;
        run(program("pg_ctl") + " start -w -t 60 -l " + log() + " -o '" + options + "'");
    }

    boolean isRunning() throws IOException {
        return status(program("pg_ctl") + " status") == 0;
    }

    /** Until not a byte goes. */
    void fill() throws IOException {
        int refused = status("dd if=/dev/zero bs=4k of=" + ballast());
        if (refused == 0) {
            throw new IOException("the disk took everything");
        }
    }

    void makeRoom() throws IOException {
        run("rm " + ballast());
    }

    /** Whether PostgreSQL was told by the kernel that there is no space left (ENOSPC). */
    boolean wasFull() throws IOException {
        return Files.readString(log(), StandardCharsets.UTF_8).contains("No space left on device");
    }

    @Override
    public void close() throws IOException {
        shell.destroyForcibly();
        try {
            shell.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FileUtils.deleteDirectory(folder.toFile());
    }

    private Path log() {
        return folder.resolve("log");
    }

    private Path ballast() {
        return folder.resolve("disk/ballast");
    }

    private String program(String name) {
        return AS_NOBODY + binaries.resolve(name) + " -D " + folder.resolve("disk/data");
    }

    private void run(String command) throws IOException {
        int status = status(command);
        if (status != 0) {
            throw new IOException(command + " ended with " + status);
        }
    }

    private int status(String command) throws IOException {
        Path said = folder.resolve("said");
        commands.write(command + " </dev/null >" + said + " 2>&1; echo " + DONE + "$?\n");
        commands.flush();
        String line = answers.readLine();
        if (line == null || !line.startsWith(DONE)) {
            throw new IOException("no answer from the shell: " + line);
        }
        return Integer.parseInt(line.substring(DONE.length()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
