package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Uploads files and follows their jobs until each document is indexed or quarantined.
///
/// A file that the server refuses does not stop the others.
final class Ingestion {
    static final Duration PAUSE = Duration.ofMillis(300);

    private static final Set<String> ENDED = Set.of("indexed", "quarantined", "cancelled");

    private final Api api;
    private final Steps steps;
    private final Duration pause;

    /// @param pause between two looks at a job
    Ingestion(Api api, Steps steps, Duration pause) {
        this.api = api;
        this.steps = steps;
        this.pause = pause;
    }

    /// The regular files among and below the paths, in order; hidden ones and links are passed
    /// over.
    static List<Path> filesIn(List<Path> paths) {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new LaunchFailure("there is no file or folder " + path);
            }
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(Files::isRegularFile)
                        .filter(file -> file.equals(path) || !hidden(path.relativize(file)))
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
        if (files.isEmpty()) {
            throw new LaunchFailure("there are no files in " + paths);
        }
        return List.copyOf(files);
    }

    /// Uploads the files and waits for what becomes of them.
    ///
    /// @return whether every file was indexed
    boolean run(Api.Collection collection, List<Path> files) {
        int good = 0;
        try (Steps.Step step = steps.begin("ingest")) {
            Sent sent = upload(collection, files, step);
            good = sent.alreadyThere();
            int waiting = 0;
            for (String job : sent.jobs()) {
                step.now(waiting++ + " of " + sent.jobs().size() + " processed");
                good += follow(job);
            }
            steps.say(
                    "  "
                            + good
                            + " of "
                            + files.size()
                            + " indexed in \""
                            + Printable.line(collection.name())
                            + "\"");
        }
        return good == files.size();
    }

    /// @param alreadyThere files that needed no job
    private record Sent(Set<String> jobs, int alreadyThere) {}

    private Sent upload(Api.Collection collection, List<Path> files, Steps.Step step) {
        Set<String> jobs = new LinkedHashSet<>();
        int alreadyThere = 0;
        long total = files.stream().mapToLong(file -> file.toFile().length()).sum();
        long done = 0;
        for (Path file : files) {
            step.bytes(done, total);
            try {
                var job = api.upload(collection.id(), file).jobId();
                job.ifPresent(jobs::add);
                alreadyThere += job.isPresent() ? 0 : 1;
            } catch (FileNotFoundException e) {
                steps.say("  refused      " + file + ": it cannot be read");
            } catch (LaunchFailure e) {
                steps.say("  refused      " + file + ": " + e.getMessage());
            }
            done += file.toFile().length();
        }
        step.bytes(done, total);
        return new Sent(jobs, alreadyThere);
    }

    /// Waits for a job and tells what became of its documents.
    ///
    /// @return how many were indexed
    private int follow(String job) {
        JsonNode state = api.job(job);
        while (!ended(state)) {
            rest();
            state = api.job(job);
        }
        int indexed = 0;
        for (JsonNode item : state.path("items")) {
            indexed += item.path("state").asText().equals("indexed") ? 1 : 0;
            steps.say("  " + outcome(item));
        }
        return indexed;
    }

    private static boolean ended(JsonNode job) {
        List<String> states = new ArrayList<>();
        job.path("items").forEach(item -> states.add(item.path("state").asText()));
        boolean over =
                Set.of("succeeded", "failed", "cancelled").contains(job.path("state").asText());
        return over || (!states.isEmpty() && ENDED.containsAll(states));
    }

    private static String outcome(JsonNode item) {
        String line =
                String.format(
                        "%-12s %s",
                        Printable.line(item.path("state").asText()),
                        Printable.line(item.path("name").asText(item.path("documentId").asText())));
        String reason = item.path("reason").asText("");
        String detail = item.path("detail").asText("");
        if (reason.isEmpty() || reason.equals("null")) {
            return line;
        }
        boolean told = !detail.isEmpty() && !detail.equals("null");
        return line + ": " + Printable.line(reason) + (told ? ", " + Printable.line(detail) : "");
    }

    private static boolean hidden(Path path) {
        for (Path name : path) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted; the server goes on with the documents");
        }
    }
}
