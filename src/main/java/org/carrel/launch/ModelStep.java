package org.carrel.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carrel.launch.Pins.Artefact;
import org.carrel.models.ImportedModel;
import org.carrel.models.ModelManifest;

/// Brings the language model into `models/`: fetches its parts and lets the importer, a process of
/// its own, turn them into the form that is run. Done once, unless what lies there is another model
/// or lacks a file.
final class ModelStep {
    private static final String NAME = "model";
    private static final String MODEL = "tinyllama-1.1b-chat";
    private static final int LOG_LINE_LIMIT = 200;

    private final Home home;
    private final Children children;
    private final Path repository;

    ModelStep(Home home, Children children, Path repository) {
        this.home = home;
        this.children = children;
        this.repository = repository;
    }

    void ensure(Pins pins, Downloads downloads, Steps steps) {
        Artefact first = pins.named("model-part1");
        Artefact second = pins.named("model-part2");
        Path folder = home.create(home.models()).resolve(MODEL);
        if (isThere(folder)) {
            return;
        }
        Path one = downloads.require(first);
        Path two = downloads.require(second);
        try (Steps.Step step = steps.begin(NAME)) {
            runImport(one + "," + two, step);
            step.done("TinyLlama 1.1B Chat imported");
        }
    }

    /// Whether what this release names lies there, each file of the size that the import wrote. The
    /// server hashes them all when it opens the model.
    private static boolean isThere(Path folder) {
        try {
            ModelManifest wanted = ModelManifest.load(MODEL);
            Optional<ImportedModel> found = ImportedModel.read(folder);
            return found.isPresent()
                    && found.get().sourceSha256().equals(wanted.sha256())
                    && found.get().version().equals(wanted.version())
                    && found.get().intact(folder, false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private void runImport(String parts, Steps.Step step) {
        Path app = repository.resolve("src/target/quarkus-app");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        app.resolve("lib/main") + "/*",
                        "org.carrel.models.ModelImport",
                        "--manifest",
                        MODEL,
                        "--parts",
                        parts,
                        "--into",
                        home.models().toString());
        Path log = children.log("model-import");
        int status =
                children.run("model-import", home.root(), command, Map.of(), () -> show(log, step));
        if (status != 0) {
            throw new LaunchFailure(
                    "the model could not be imported: "
                            + LogTail.lastLine(log, LOG_LINE_LIMIT)
                            + " (CARREL_MODEL=none runs without one; log: "
                            + log
                            + ")");
        }
    }

    /// The importer writes lines `progress <stage> <done> <total>`.
    private static void show(Path log, Steps.Step step) {
        List<String> lines =
                LogTail.tail(log).lines().filter(line -> line.startsWith("progress ")).toList();
        if (lines.isEmpty()) {
            return;
        }
        String[] words = lines.getLast().split(" ", -1);
        if (words.length == 4) {
            step.now(words[1] + " " + percent(words[2], words[3]));
        }
    }

    private static String percent(String done, String total) {
        try {
            long whole = Long.parseLong(total);
            return whole == 0 ? "" : Long.parseLong(done) * 100 / whole + "%";
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
