package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carrel.launch.eval.Choice.Part;
import org.carrel.launch.eval.EvaluationSet.Scope;
import org.jspecify.annotations.Nullable;

/// Runs sets against a server and reports.
public final class Evaluation {
    private final Server server;
    private final Progress progress;
    private final Options options;

    /// What is asked, and how.
    ///
    /// @param part `all`, `development` or `held-out`
    /// @param limit most items of a group; 0 for all
    /// @param route `auto`, `extract` or `generate`; null for the set's own
    /// @param scope `collection` or `document`; null for the set's own
    /// @param neededOnly whether only the documents that the chosen items need are sent, to a
    ///   collection of their own: quick, and easier than the set is
    /// @param remove whether the collection is deleted afterwards
    /// @param out where all answers are written as JSON
    /// @param compare such a file of an earlier run
    public record Options(
            String part,
            int limit,
            @Nullable String route,
            @Nullable String scope,
            boolean neededOnly,
            boolean remove,
            @Nullable Path out,
            @Nullable Path compare) {

        ObjectNode about() {
            ObjectNode about = Lines.MAPPER.createObjectNode();
            return about.put("started", Instant.now().toString())
                    .put("part", part)
                    .put("limit", limit)
                    .put("route", route)
                    .put("scope", scope)
                    .put("neededOnly", neededOnly);
        }

        Choice choice() {
            return new Choice(Part.valueOf(part.replace('-', '_')), limit);
        }

        Scope scope(EvaluationSet set) {
            return scope == null
                    ? set.scope()
                    : scope.equals("document") ? Scope.DOCUMENT : Scope.COLLECTION;
        }
    }

    public Evaluation(Server server, Progress progress, Options options) {
        this.server = server;
        this.progress = progress;
        this.options = options;
    }

    /// Runs the set that each folder is, or those that it has.
    ///
    /// @return whether every question was answered or refused, none failed
    /// @throws IllegalArgumentException if a folder is no set
    public boolean run(List<Path> folders) {
        List<Path> sets =
                folders.stream().flatMap(folder -> SetForm.folders(folder).stream()).toList();
        Path compared = options.compare();
        Map<String, List<Figure>> earlier = compared == null ? Map.of() : OutFile.figures(compared);
        ObjectNode about = options.about();
        Path file = options.out();
        boolean clean = true;
        try (OutFile out = file == null ? OutFile.none(about) : new OutFile(file, about)) {
            for (Path folder : sets) {
                clean &= run(SetForm.readAny(folder), out, earlier);
            }
        }
        if (file != null) {
            progress.say("");
            progress.say("  all answers: " + file);
        }
        return clean;
    }

    private boolean run(EvaluationSet set, OutFile out, Map<String, List<Figure>> earlier) {
        EvaluationSet chosen = options.choice().of(set);
        progress.say("");
        progress.say(
                "  "
                        + set.name()
                        + ": "
                        + chosen.items().size()
                        + " of "
                        + set.items().size()
                        + " items ("
                        + options.part()
                        + ")");
        if (chosen.items().isEmpty()) {
            return true;
        }
        EvaluationSet asked = options.neededOnly() ? chosen.neededOnly() : chosen;
        Library library = new Library(server, server.collection("Evaluation: " + asked.name()));
        library.fill(asked.documents());
        Run run = new Run(server, library, progress, options, set, asked);
        Tally tally = run.ask(out);
        print(asked, tally);
        List<Figure> before = earlier.get(asked.name());
        if (before != null) {
            progress.say("");
            progress.say("  against " + options.compare());
            Comparison.lines(before, tally.figures()).forEach(progress::say);
        }
        if (options.remove()) {
            server.remove(library.collection());
        }
        return run.failures() == 0;
    }

    private void print(EvaluationSet set, Tally tally) {
        new Report(tally.figures(), set.aims()).lines().forEach(progress::say);
        if (!tally.remarks().isEmpty()) {
            progress.say("");
        }
        tally.remarks().forEach(remark -> progress.say("  " + remark));
    }
}
