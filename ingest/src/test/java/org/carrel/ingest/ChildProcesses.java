package org.carrel.ingest;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the children of this JVM that were started for a work folder. */
final class ChildProcesses {

    private ChildProcesses() {}

    static Stream<ProcessHandle> in(Path workFolder) {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info()
                                .command()
                                .filter(command -> command.endsWith("/java"))
                                .isPresent())
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains("java.io.tmpdir="))
                                .filter(line -> line.contains(workFolder.toString()))
                                .isPresent());
    }
}
