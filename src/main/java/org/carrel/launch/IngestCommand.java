package org.carrel.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "ingest",
        description = {
            "Adds files, and the files in folders, to a collection, which is made if there is none"
                    + " of that name. Waits until each is indexed or quarantined; stopped before, the"
                    + " server goes on.",
        },
        footer = "Exit status: 0 if all were indexed, 1 if not.")
final class IngestCommand implements Callable<Integer> {
    // Filled by picocli.
    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files or folders")
    private List<Path> paths = List.of();

    @Option(names = "--collection", paramLabel = "NAME", description = "Its name")
    private @Nullable String collection;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Of a new collection: ${COMPLETION-CANDIDATES}; default matter")
    private @Nullable Kind kind;

    @Option(
            names = "--private",
            description =
                    "A new collection is the launcher's alone; else everyone with the role of its"
                            + " kind may read it")
    private boolean closed;

    @Option(names = "--no-wait", description = "Ends when all files are sent")
    private boolean noWait;

    @Option(
            names = "--watch",
            paramLabel = "JOB",
            description =
                    "Follows a job of before instead of sending files (carrel jobs lists them)")
    private @Nullable String watch;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Writes what became of each file here, a JSON object a line")
    private @Nullable Path report;

    @Override
    public Integer call() {
        Steps steps = Steps.onStandardOutput();
        String job = watch;
        if (job != null) {
            return Session.with(session -> end(watched(session.api(), steps, job)));
        }
        if (paths.isEmpty() || collection == null) {
            throw new ParameterException(
                    spec.commandLine(), "ingest needs files and --collection NAME, or --watch JOB");
        }
        String name = collection;
        List<LocalFile> files = LocalFile.in(paths);
        return Session.with(session -> {
            Ingestion ingestion = new Ingestion(session.api(), steps, Ingestion.PAUSE);
            Api.Collection target = target(session.api(), name);
            if (noWait) {
                return ingestion.sendOnly(target, files) ? 0 : 1;
            }
            return end(ingestion.run(target, files));
        });
    }

    private static Outcomes watched(Api api, Steps steps, String job) {
        try (Steps.Step step = steps.begin("ingest")) {
            Outcomes outcomes =
                    new Outcomes(
                            new Following(api, Ingestion.PAUSE)
                                    .end(job, step).stream()
                                            .map(item -> Outcome.of("", item))
                                            .toList());
            outcomes.tell(steps);
            return outcomes;
        }
    }

    private int end(Outcomes outcomes) {
        if (report != null) {
            outcomes.write(report);
        }
        return outcomes.good() == outcomes.all().size() ? 0 : 1;
    }

    private Api.Collection target(Api api, String name) {
        Api.Collection found =
                api.collectionNamed(name)
                        .orElseGet(
                                () -> api.create(name, kind == null ? Kind.matter : kind, !closed));
        if (kind != null && found.kind() != kind) {
            throw new LaunchFailure(
                    "the collection \"" + name + "\" is a " + found.kind() + ", no " + kind);
        }
        return found;
    }
}
