package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Sends files as one job and follows it until each document is indexed or quarantined.
///
/// A file that the server refuses does not stop the others.
final class Ingestion {
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int AT_ONCE = 3;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Api api;
    private final Steps steps;
    private final Duration pause;

    /// @param pause between two looks at a job
    Ingestion(Api api, Steps steps, Duration pause) {
        this.api = api;
        this.steps = steps;
        this.pause = pause;
    }

    /// What was sent: files with what their uploads led to, and those that were refused.
    private record Sent(Map<LocalFile, Api.Upload> uploads, List<Outcome> refused) {
        Sent() {
            this(Collections.synchronizedMap(new LinkedHashMap<>()), new ArrayList<>());
        }

        void refuse(LocalFile file, String why) {
            synchronized (refused) {
                refused.add(Outcome.refused(file, why));
            }
        }
    }

    /// Sends the files and waits for what becomes of them.
    Outcomes run(Api.Collection collection, List<LocalFile> files) {
        String job = api.openJob(collection.id());
        Outcomes outcomes;
        try (Interrupted interrupted = new Interrupted(api, job)) {
            Sent sent = send(collection, job, files);
            interrupted.allSent();
            try (Steps.Step step = steps.begin("ingest")) {
                outcomes = outcomes(job, sent, step);
            }
        }
        outcomes.tell(steps);
        steps.say(
                "  "
                        + outcomes.good()
                        + " of "
                        + outcomes.all().size()
                        + " indexed in \""
                        + Printable.line(collection.name())
                        + "\"");
        return outcomes;
    }

    /// Sends the files and does not wait for what becomes of them.
    ///
    /// @return whether all were sent
    boolean sendOnly(Api.Collection collection, List<LocalFile> files) {
        String job = api.openJob(collection.id());
        Sent sent;
        try (Interrupted interrupted = new Interrupted(api, job)) {
            sent = send(collection, job, files);
            interrupted.allSent();
        }
        steps.say("  " + sent.uploads().size() + " of " + files.size() + " sent");
        steps.say("  follow them with: carrel ingest --watch " + job);
        return sent.refused().isEmpty();
    }

    private Sent send(Api.Collection collection, String job, List<LocalFile> files) {
        Sent sent = new Sent();
        try (Steps.Step step = steps.begin("upload");
                ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            long total = files.stream().mapToLong(LocalFile::size).sum();
            AtomicLong bytes = new AtomicLong();
            Sending sending = new Sending(api, collection.id(), job, pause, step::now);
            for (LocalFile file : files) {
                threads.execute(() -> send(sending, file, sent, bytes));
            }
            threads.shutdown();
            do {
                step.bytes(bytes.get(), total);
            } while (!await(threads));
            step.bytes(bytes.get(), total);
        }
        sent.refused().forEach(each -> steps.say("  " + each.line()));
        api.closeJob(job);
        return sent;
    }

    private static void send(Sending sending, LocalFile file, Sent sent, AtomicLong bytes) {
        try {
            sent.uploads().put(file, sending.send(file, bytes::addAndGet));
        } catch (FileNotFoundException e) {
            sent.refuse(file, "it cannot be read");
        } catch (RuntimeException e) {
            sent.refuse(file, Printable.line(String.valueOf(e.getMessage())));
        }
    }

    private static boolean await(ExecutorService threads) {
        try {
            return threads.awaitTermination(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted; run the same again: nothing is kept twice");
        }
    }

    private Outcomes outcomes(String job, Sent sent, Steps.Step step) {
        Following following = new Following(api, pause);
        Set<String> documents = new HashSet<>();
        sent.uploads().values().forEach(upload -> documents.add(upload.documentId()));
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (String each : jobs(job, sent)) {
            for (JsonNode item : following.end(each, step)) {
                String document = item.path("documentId").asText();
                // What else is in a job that an earlier run left is not this one's to tell.
                if (each.equals(job) || documents.contains(document)) {
                    items.put(document, item);
                }
            }
        }
        List<Outcome> all = new ArrayList<>(sent.refused());
        sent.uploads()
                .forEach((file, upload) ->
                        all.add(outcome(file, upload, items.get(upload.documentId()))));
        items.forEach((document, item) -> {
            if (!documents.contains(document)) {
                all.add(Outcome.of("", item)); // Found within a file that was sent.
            }
        });
        return new Outcomes(List.copyOf(all));
    }

    private Outcome outcome(LocalFile file, Api.Upload upload, @Nullable JsonNode item) {
        String path = file.path().toString();
        if (item != null) {
            return Outcome.of(path, item);
        }
        if (upload.state().equals(Outcome.INDEXED)) {
            return new Outcome(
                    path,
                    file.name(),
                    upload.documentId(),
                    Outcome.INDEXED,
                    "",
                    "was there already");
        }
        return Outcome.of(path, api.document(upload.documentId()));
    }

    /// This job, and those of earlier runs that are still at work on what was sent again.
    private static Set<String> jobs(String job, Sent sent) {
        Set<String> jobs = new LinkedHashSet<>(List.of(job));
        sent.uploads().values().stream()
                .filter(upload -> upload.state().equals("processing"))
                .forEach(upload -> upload.jobId().ifPresent(jobs::add));
        return jobs;
    }
}
