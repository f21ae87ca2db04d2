package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.carrel.launch.eval.EvaluationSet.Scope;

/// Asks each question and scores the answer.
final class AskTask implements Task {
    private final Server server;
    private final Library library;
    private final Targets targets;
    private final Scope scope;
    private final String route;
    private final Verdicts verdicts;
    private final Times times;

    /// @param verdicts names of a set's verdicts
    AskTask(
            Server server,
            Library library,
            Targets targets,
            Scope scope,
            String route,
            Map<Verdict, String> verdicts,
            Times times) {
        this.server = server;
        this.library = library;
        this.targets = targets;
        this.scope = scope;
        this.route = route;
        this.verdicts = new Verdicts(verdicts);
        this.times = times;
    }

    @Override
    public void run(Row row) {
        Item item = row.item();
        List<String> right =
                item.files().stream().flatMap(file -> library.id(file).stream()).toList();
        List<String> within = scope == Scope.DOCUMENT ? right : List.of();
        JsonNode answer = ask(server, library, item.question(), within, route, times);
        row.detail().set("answer", answer);
        Reply reply = Reply.of(answer);
        AskScores scores = new AskScores(row, reply);
        scores.refusal();
        if (!Boolean.TRUE.equals(item.expected().unanswerable())) {
            scores.citations(targets.of(item), new HashSet<>(right));
        }
        scores.quotes(document -> library.text(document).text());
        scores.sentences();
        scores.match();
        Verdict expected = item.expected().verdict();
        if (expected != null) {
            Verdict given = Verdict.of(answer);
            row.detail()
                    .put("expected", verdicts.name(expected))
                    .put("given", verdicts.name(given));
            row.add(Score.of(Verdicts.ACCURACY, verdicts.add(expected, given)));
        } else {
            item.expected().answers().forEach(row.detail().putArray("expected")::add);
        }
    }

    /// @param within ids of documents; empty for all of the set
    static JsonNode ask(
            Server server,
            Library library,
            String question,
            List<String> within,
            String route,
            Times times) {
        ObjectNode body = Lines.MAPPER.createObjectNode();
        body.put("question", question).put("route", route);
        body.putArray("collections").add(library.collection());
        if (!within.isEmpty()) {
            within.forEach(body.putArray("documents")::add);
        }
        long began = System.nanoTime();
        JsonNode answer = server.ask(body);
        times.add(answer, (System.nanoTime() - began) / 1_000_000);
        return answer;
    }

    @Override
    public void finish(Tally tally) {
        if (verdicts.size() > 0) {
            tally.add(
                    new Figure(
                            Tally.ALL,
                            "verdict macro-F1",
                            Score.CARREL,
                            verdicts.macroF1(),
                            verdicts.size()));
            tally.remark("verdicts (expected -> given): " + verdicts.confusion());
        }
    }
}
