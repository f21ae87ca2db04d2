package org.carrel.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.carrel.launch.eval.Evaluation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "eval",
        description = {
            "Measures Carrel on sets of documents and questions, through the server's own API: sends"
                    + " what is missing to a collection \"Evaluation: NAME\", asks, scores and prints a"
                    + " table, with baselines beside. docs/evaluation.md tells the forms of sets, one's"
                    + " own among them, and each metric's formula.",
        },
        footer = "Exit status: 0 if all could be asked, 1 if not.")
final class EvalCommand implements Callable<Integer> {
    /// Which half of a set.
    enum Part {
        all,
        development,
        held_out;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    /// Where questions are asked.
    enum Scope {
        collection,
        document
    }

    // Filled by picocli.
    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "SET",
            description =
                    "A folder that is a set or has some; or a text file with one question a line, for"
                            + " which --collection is needed")
    private List<Path> sets = List.of();

    @Option(
            names = "--part",
            paramLabel = "PART",
            description =
                    "${COMPLETION-CANDIDATES}: halves of the documents, by the CRC-32 of their file"
                            + " names; default all")
    private Part part = Part.all;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Ask N items of each group, always the same ones")
    private int limit;

    @Option(
            names = "--route",
            paramLabel = "ROUTE",
            description = "${COMPLETION-CANDIDATES}; default that of the set, mostly auto")
    private AskCommand.@Nullable Route route;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description =
                    "${COMPLETION-CANDIDATES}: ask over the whole set, or of the right document"
                            + " alone; default that of the set, mostly collection")
    private @Nullable Scope scope;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write all answers, passages and scores here as JSON")
    private @Nullable Path out;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Print how the figures differ from those of such a file")
    private @Nullable Path compare;

    @Option(
            names = "--needed-only",
            description =
                    "For a quick look: send only the documents that the chosen items need, to a"
                            + " collection of their own")
    private boolean neededOnly;

    @Option(names = "--remove", description = "Delete the collection afterwards")
    private boolean remove;

    // The default, which may be said.
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--keep", description = "Keep the collection for the next time; the default")
    private boolean keep;

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description = "With a file of questions: ask this collection")
    private @Nullable String collection;

    @Override
    public Integer call() {
        Path questions = sets.stream().filter(Files::isRegularFile).findFirst().orElse(null);
        if (questions != null) {
            return Session.with(session -> askLines(session.api(), questions));
        }
        for (Path set : sets) {
            if (!Files.isDirectory(set)) {
                throw new LaunchFailure("there is no folder " + set);
            }
        }
        Steps steps = Steps.onStandardOutput();
        return Session.with(session -> evaluate(session.api(), steps));
    }

    private int askLines(Api api, Path questions) {
        if (collection == null || sets.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "a file of questions stands alone and needs --collection");
        }
        try {
            String way = route == null ? AskCommand.Route.auto.name() : route.name();
            new QuestionFile(questions).run(api, collection, way, out);
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int evaluate(Api api, Steps steps) {
        if (limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit counts from 1");
        }
        Evaluation.Options options =
                new Evaluation.Options(
                        part.toString(),
                        limit,
                        route == null ? null : route.name(),
                        scope == null ? null : scope.name(),
                        neededOnly,
                        remove,
                        out,
                        compare);
        try (EvalProgress progress = new EvalProgress(steps)) {
            return new Evaluation(new EvalServer(api, steps, Ingestion.PAUSE), progress, options)
                            .run(sets)
                    ? 0
                    : 1;
        } catch (IllegalArgumentException e) {
            throw new LaunchFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
