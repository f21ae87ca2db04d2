package org.carrel.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.carrel.launch.Pins.Artefact;

/// Brings the language model into `models/`: fetches its parts and lets the importer, a process of
/// its own, turn them into the form that is run. Done once; a mark tells from which parts.
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
        Path mark = home.create(home.models()).resolve(MODEL + ".imported");
        String parts = first.sha256() + " " + second.sha256();
        try {
            if (Files.isDirectory(home.models().resolve(MODEL))
                    && Files.exists(mark)
                    && Files.readString(mark).equals(parts)) {
                return;
            }
            Path one = downloads.require(first);
            Path two = downloads.require(second);
            try (Steps.Step step = steps.begin(NAME)) {
                runImport(one + "," + two, step);
                step.done("TinyLlama 1.1B Chat imported");
            }
            Files.writeString(mark, parts);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + home.models(), e);
        }
    }

    private void runImport(String parts, Steps.Step step) {
        Path app = repository.resolve("src/target/quarkus-app");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1500m",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
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
