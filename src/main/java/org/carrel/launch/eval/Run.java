package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.carrel.launch.eval.EvaluationSet.Kind;
import org.carrel.launch.eval.EvaluationSet.Scope;

/// One set being asked, item by item. What has come is written and can be told at any time, so that
/// a run that is stopped leaves what it has.
final class Run {
    /// After so many in a row, something is wrong with the server and not with the questions.
    private static final int MOST_FAILURES = 20;

    private final Server server;
    private final Library library;
    private final Progress progress;
    private final Evaluation.Options options;
    private final EvaluationSet whole;
    private final EvaluationSet set;
    private final Scope scope;
    private final Targets targets;
    private final Times times = new Times();
    private final Tally tally = new Tally();
    private int failures;

    /// @param whole the set with all its items
    /// @param set with those that are asked
    Run(
            Server server,
            Library library,
            Progress progress,
            Evaluation.Options options,
            EvaluationSet whole,
            EvaluationSet set) {
        this.server = server;
        this.library = library;
        this.progress = progress;
        this.options = options;
        this.whole = whole;
        this.set = set;
        this.scope = options.scope(set);
        this.targets = new Targets(library, set.ownTexts());
    }

    int failures() {
        return failures;
    }

    Tally ask(OutFile out) {
        remarkOnDocuments();
        out.begin(about());
        try (PlainLucene lucene = new PlainLucene();
                Stopped stopped = new Stopped(progress, () -> stop(out))) {
            if (set.tasks().contains(Kind.SEARCH)) {
                fill(lucene);
            }
            List<Task> tasks = set.tasks().stream().map(kind -> task(kind, lucene)).toList();
            boolean complete = askAll(tasks, out, stopped);
            tasks.forEach(task -> task.finish(tally));
            stopped.last(() -> end(out, complete));
        }
        return tally;
    }

    private boolean askAll(List<Task> tasks, OutFile out, Stopped stopped) {
        int inARow = 0;
        int done = 0;
        for (Item item : set.items()) {
            Row row = new Row(item);
            boolean failed = !run(tasks, row);
            inARow = failed ? inARow + 1 : 0;
            failures += failed ? 1 : 0;
            stopped.guarded(() -> {
                tally.add(row);
                out.row(row.json());
            });
            done++;
            progress.count(done, set.items().size(), done + " of " + set.items().size() + " asked");
            if (inARow == MOST_FAILURES) {
                tally.remark("stopped: " + MOST_FAILURES + " items in a row failed");
                return false;
            }
        }
        return true;
    }

    private boolean run(List<Task> tasks, Row row) {
        List<String> errors = new ArrayList<>();
        for (Task task : tasks) {
            try {
                task.run(row);
            } catch (RuntimeException e) {
                errors.add(String.valueOf(e.getMessage()));
            }
        }
        if (!errors.isEmpty()) {
            errors.forEach(row.detail().putArray("errors")::add);
            if (failures == 0) {
                progress.say("  " + row.item().id() + ": " + errors.getFirst());
            }
        }
        return errors.isEmpty();
    }

    private void end(OutFile out, boolean complete) {
        if (!set.items().isEmpty() && set.hasMarks()) {
            tally.remark(targets.missed() + " marks are not in the server's texts");
        }
        if (failures > 0) {
            tally.remark(failures + " items failed in part; what failed is not in the figures");
        }
        times.figures().forEach(tally::add);
        out.end(tally, complete);
    }

    /// Nobody else will close the file.
    private void stop(OutFile out) {
        end(out, false);
        out.close();
    }

    private void remarkOnDocuments() {
        progress.say(
                "  "
                        + library.size()
                        + " documents, scope "
                        + scope.name().toLowerCase(Locale.ROOT));
        if (!library.unusable().isEmpty()) {
            tally.remark(
                    library.unusable().size()
                            + " documents could not be indexed: "
                            + String.join(", ", library.unusable().stream().limit(5).toList()));
        }
        if (options.neededOnly()) {
            tally.remark("only the needed documents were searched: easier than the set is");
        }
    }

    private Task task(Kind kind, PlainLucene lucene) {
        return switch (kind) {
            case SEARCH -> new SearchTask(server, library, targets, lucene, scope);
            case ASK ->
                    new AskTask(
                            server, library, targets, scope, route("auto"), set.verdicts(), times);
            case SUMMARY -> new SummaryTask(server, library, whole);
            case INJECTION -> new InjectionTask(server, library, route("generate"), times);
        };
    }

    private String route(String otherwise) {
        String route = options.route();
        return route == null ? otherwise : route;
    }

    /// Where places are scored, the texts are the server's, so that its offsets are theirs.
    private void fill(PlainLucene lucene) {
        int done = 0;
        for (SetDocument document : set.documents()) {
            String id = library.id(document.name()).orElse("");
            String own = document.text();
            if (!id.isEmpty() && !lucene.holds(id)) {
                lucene.add(id, set.hasMarks() || own == null ? library.text(id).text() : own);
            }
            done++;
            progress.count(
                    done,
                    set.documents().size(),
                    done + " of " + set.documents().size() + " texts for plain Lucene");
        }
        lucene.ready();
    }

    private ObjectNode about() {
        ObjectNode about = Lines.MAPPER.createObjectNode();
        return about.put("name", set.name())
                .put("documents", library.size())
                .put("items", set.items().size())
                .put("scope", scope.name());
    }
}
