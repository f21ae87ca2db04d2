package org.carrel.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ingest",
        description = {
            "Adds files, and the files in folders, to a collection, which is made if there is none"
                    + " of that name. Waits until each is indexed or quarantined.",
        },
        footer = "Exit status: 0 if all were indexed, 1 if not.")
final class IngestCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders")
    private List<Path> paths = List.of();

    @Option(names = "--collection", required = true, paramLabel = "NAME", description = "Its name")
    private String collection = "";

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

    @Override
    public Integer call() {
        List<Path> files = Ingestion.filesIn(paths);
        return Session.with(session -> {
            Api.Collection target = target(session.api());
            Ingestion ingestion =
                    new Ingestion(session.api(), Steps.onStandardOutput(), Ingestion.PAUSE);
            return ingestion.run(target, files) ? 0 : 1;
        });
    }

    private Api.Collection target(Api api) {
        Api.Collection found =
                api.collectionNamed(collection)
                        .orElseGet(() ->
                                api.create(collection, kind == null ? Kind.matter : kind, !closed));
        if (kind != null && found.kind() != kind) {
            throw new LaunchFailure(
                    "the collection \"" + collection + "\" is a " + found.kind() + ", no " + kind);
        }
        return found;
    }
}
