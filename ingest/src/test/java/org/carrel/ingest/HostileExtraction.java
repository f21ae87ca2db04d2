package org.carrel.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.carrel.ingest.child.HostileChild;
import org.carrel.ingest.transcript.Transcript.Progress;

/** An extractor whose child has the hostile reader, and files for it. */
final class HostileExtraction implements AutoCloseable {

    private final Path folder;
    private final Extractor extractor;

    HostileExtraction(Path folder, ExtractorSettings settings) throws Exception {
        this.folder = Files.createDirectories(folder);
        List<Path> path = new ArrayList<>(settings.classPath());
        path.add(
                Path.of(
                        HostileChild.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()));
        this.extractor =
                new Extractor(
                        settings.withJava(settings.javaExecutable(), path),
                        HostileChild.class.getName());
    }

    static ExtractorSettings settings(Path folder) {
        return ExtractorSettings.defaults(folder.resolve("work"));
    }

    Extraction deed(String deed) throws Exception {
        return file("carrel-test: " + deed + "\n", (stage, done, total) -> {});
    }

    Extraction text(String text) throws Exception {
        return file(text, (stage, done, total) -> {});
    }

    Extraction file(String content, Progress progress) throws Exception {
        Path file = Files.createTempFile(folder, "plain", ".txt");
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        Path attachments = Files.createTempDirectory(folder, "attachments");
        return extractor.extract(
                new ExtractionRequest(file, "a.txt", "s\u00E9same", attachments, progress));
    }

    /** The running children's JVMs. */
    List<ProcessHandle> children() {
        return ChildProcesses.in(folder.resolve("work")).toList();
    }

    Extractor extractor() {
        return extractor;
    }

    Isolation isolation() {
        return extractor.isolation();
    }

    @Override
    public void close() throws Exception {
        extractor.close();
    }
}
